import Logging
import FoundationEssentials
import GuestAgent
import NFTables
import PacketPolicy
import QMP

extension QEMUPC {
    /// Builds everything in the order in which nothing leaks: the filter is there before any tap is up.
    func build() async throws(PCError) {
        try await host.prepare()
        let held = try await installFilter()
        try await restoreStance(held: held)
        try await host.raiseWires()
        accelerator = try await host.accelerator()
        logger.info("the chassis is built", metadata: ["accelerator": "\(accelerator)"])
        try await attachUser()
        try await attachOrLaunchAppliance()
        isReady = true
    }

    /// Ends the virtual machines and takes the wire away.
    public func dismantle() async {
        take(.cutting)
        isReady = false
        await user?.end()
        await appliance?.end()
        try? await clearScreen()
        try? await filter.uninstall()
    }

    /// Lets go of both virtual machines, which go on: another engine may take them over.
    public func release() async {
        user?.monitor.close()
        appliance?.monitor.close()
        agent?.close()
        link?.close()
    }

    func installFilter() async throws(PCError) -> Stance? {
        do {
            return try await filter.install()
        } catch {
            throw .failed("the filter cannot be installed: \(error)")
        }
    }

    /// An engine that was killed may have told one of filter and store of a change and not the other.
    private func restoreStance(held: Stance?) async throws(PCError) {
        stance = StanceRecord.restored(from: StanceRecord.load(stanceFile), held: held)
        if held != stance.stance {
            try await apply(stance.stance)
        }
        try stance.save(stanceFile)
    }

    var stanceFile: String { configuration.stateDirectory + "/stance.json" }

    func apply(_ stance: Stance) async throws(PCError) {
        do {
            try await filter.apply(stance)
        } catch {
            throw .failed("the filter refused the stance \(stance.rawValue): \(error)")
        }
    }
}
