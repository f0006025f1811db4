import Inventory
import NFTables
import NIOPosix
import PacketPolicy

/// The guard's table in the kernel; each change is one transaction of nft, which checks it first.
struct KernelGuard: Sendable {
    let layout: Layout
    let threads: NIOThreadPool

    /// Makes the table follow the stance.
    func apply(_ stance: Stance) async throws(ApplianceError) { try await change(GuardTable.apply(stance)) }

    /// Makes it follow the policy.
    func apply(_ policy: GuardPolicy) async throws(ApplianceError) { try await change(GuardTable.apply(policy)) }

    /// Gives it these addresses in the place of those before.
    func apply(_ list: BlockList) async throws(ApplianceError) { try await change(GuardTable.apply(list)) }

    /// Drops what comes from and goes to an address, for an hour.
    func block(_ address: String) async throws(ApplianceError) {
        guard let command = GuardTable.block(address) else { return }
        try await change(command)
    }

    /// Says whether the intrusion detection watches; that it does is forgotten after some seconds.
    ///
    /// It is said twice a second: starting nft for it would take a good part of an emulated processor.
    func note(isWatched: Bool) async throws(ApplianceError) {
        do {
            try await threads.runIfActive {
                try KernelTransaction.run(isWatched ? GuardTable.watched : GuardTable.unwatched)
            }
        } catch {
            throw .failed("the kernel is not told whether anybody watches: \(error)")
        }
    }

    /// By a file, for a block list is longer than a command line can be.
    private func change(_ commands: String) async throws(ApplianceError) {
        let file = "\(layout.run)/guard-\(UInt64.random(in: 0 ... .max)).nft"
        try Files.replace(file, with: commands.utf8)
        defer { Files.remove(file) }
        let outcome = try await Command("/usr/sbin/nft", ["-f", file], timeoutSeconds: 120).run(on: threads)
        guard outcome.succeeded else { throw .failed("nft refuses: \(outcome.reason)") }
    }
}
