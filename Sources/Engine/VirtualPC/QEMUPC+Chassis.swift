import Logging
import FoundationEssentials
import GuestAgent
import NFTables
import PacketPolicy
import QMP

extension QEMUPC {
    /// Builds everything in the order in which nothing leaks: the filter is there before any tap is up.
    func build() async throws(PCError) {
        try prepareFiles()
        let chassis = configuration.chassis
        let taps = [chassis.userTap, chassis.inTap, chassis.outTap]
        try await wiring.make(taps)
        let held = try await installFilter()
        try await restoreStance(held: held)
        try await wiring.raise(taps + [chassis.uplink])
        accelerator = await AcceleratorProbe(
            qemu: configuration.qemu,
            kernel: configuration.appliance.kernel,
            memory: configuration.stateDirectory + "/accelerator.json"
        ).accelerator()
        logger.info("the chassis is built", metadata: ["accelerator": "\(accelerator)"])
        try await attachUser()
        try await attachOrLaunchAppliance()
        isReady = true
    }

    /// Ends both virtual machines and takes the wire away.
    public func dismantle() async {
        take(.cutting)
        await user?.end()
        await appliance?.end()
        try? await filter.uninstall()
    }

    /// Lets go of both virtual machines, which go on: another engine may take them over.
    public func release() async {
        user?.monitor.close()
        appliance?.monitor.close()
        agent?.close()
        link?.close()
    }

    private func prepareFiles() throws(PCError) {
        let user = configuration.userOS
        let appliance = configuration.appliance
        for (path, what) in [
            (user.disk, "disk of the user OS"), (user.cdrom, "installation medium"),
            (appliance.kernel, "appliance's kernel"), (appliance.initrd, "appliance's initrd"),
            (appliance.disk, "appliance's image"), (appliance.data, "appliance's data disk"),
            (appliance.payload, "payload disk"), (configuration.qemu, "program QEMU"),
        ] {
            try FileAccess.require(path, what)
        }
        try FileAccess.requireReachable(user.disk, "disk of the user OS")
        try FileAccess.requireReachable(appliance.payload, "payload disk")
        try FileAccess.makeDirectory(configuration.stateDirectory)
        try FileAccess.makeDirectory(configuration.runDirectory)
        try FileAccess.makeDirectory(files.viewDirectory, owner: user.uid, group: appliance.uid, mode: 0o750)
        try FileAccess.give(user.disk, to: user.uid, readableBy: appliance.uid)
        try FileAccess.give(appliance.data, to: appliance.uid, readableBy: appliance.uid)
        try FileAccess.give(appliance.payload, to: appliance.uid, readableBy: user.uid)
    }

    private func installFilter() async throws(PCError) -> Stance {
        do {
            return try await filter.install()
        } catch {
            throw .failed("the filter cannot be installed: \(error)")
        }
    }

    /// A filter that outlived the engine is believed before the file: the tighter of the two holds.
    private func restoreStance(held: Stance) async throws(PCError) {
        let known = StanceRecord.load(stanceFile)
        stance = known ?? StanceRecord(stance: .open, reason: "first start", since: Date())
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

    /// Ties a machine's threads to processors of its own, where there are enough.
    func pin(_ machine: Machine, _ share: @Sendable (Cores) -> [Int]) async {
        guard let cores = Cores(processors: Cores.available()) else {
            return
        }
        do throws(PCError) {
            try await Cores.pin(process: machine.process.pid, to: share(cores))
        } catch {
            logger.warning("processors cannot be parted", metadata: ["error": "\(error)"])
        }
    }
}
