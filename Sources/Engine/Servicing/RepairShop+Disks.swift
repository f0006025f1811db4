import ObjectManager
import FoundationEssentials
import Inventory
import NVRAM
import VirtualPC

extension RepairShop {
    /// Where NVRAM keeps when the snapshot was taken.
    private static let snapshotKey = "repair.snapshot"
    /// What is known of the disk's content.
    private static let ofDisk: Set<SoftwareFact.Kind> = [.os, .package, .update]

    /// What NVRAM keeps of the snapshot: when it was taken, and what was known of the software then.
    private struct Snapshot: Codable, Sendable {
        var takenAt: Date
        var facts: [SoftwareFact]
    }

    /// When the snapshot was taken; nil when there is none.
    var snapshotTakenAt: Date? {
        get async throws { try await nvram.setting(Self.snapshotKey, as: Snapshot.self)?.takenAt }
    }

    /// Keeps the disk of the user OS as it is now.
    func takeSnapshot() async throws {
        try await pc.snapshot(.take)
        let facts = try await nvram.facts().filter { Self.ofDisk.contains($0.kind) }
        try await nvram.set(Snapshot(takenAt: Date(), facts: facts), for: Self.snapshotKey)
        try await journal.log(.repair("took a snapshot of the user disk"))
    }

    /// Makes the disk what it was when the snapshot was taken. The user OS is off afterwards.
    ///
    /// - Throws: ``PCError`` when there is no snapshot.
    func returnToSnapshot() async throws {
        guard let snapshot = try await nvram.setting(Self.snapshotKey, as: Snapshot.self) else {
            throw PCError.refused("there is no snapshot")
        }
        try await cutPower()
        try await pc.snapshot(.restore)
        try await nvram.replaceFacts(of: Self.ofDisk, with: snapshot.facts)
        try await journal.log(.repair("the user disk is again what it was at \(snapshot.takenAt.iso8601)"))
    }

    /// Forgets the snapshot, if there is one.
    func forgetSnapshot() async throws {
        guard try await snapshotTakenAt != nil else { return }
        try await pc.snapshot(.forget)
        try await nvram.removeSetting(Self.snapshotKey)
    }

    /// Makes the disk the golden image again. The user OS is off afterwards.
    func resetDisk(keepsData: Bool) async throws {
        try await cutPower()
        try await pc.resetDisk(keepsData: keepsData)
        try await nvram.removeSetting(Self.snapshotKey)
        try await nvram.replaceFacts(of: Self.ofDisk, with: [])
        let data = keepsData ? "the data of the user were kept" : "the data of the user were discarded"
        try await journal.log(.repair("the user disk is the golden image again; \(data)"))
    }

    /// Restarts the user OS if what was installed asks for it, and waits until its agent answers again.
    ///
    /// - Returns: whether it did.
    func restartIfNeeded() async throws -> Bool {
        guard try await pc.run(commands().needsRestart).exitStatus == 0 else { return false }
        try await pc.perform(.resetGraceful, bootOnce: nil)
        try await journal.log(.repair("restarted the user OS, for what was installed asks for it"))
        try await awaitAgent(connected: false, upTo: .seconds(120))
        try await awaitAgent(connected: true, upTo: .seconds(600))
        return true
    }

    private func cutPower() async throws {
        if await !pc.status().powerState.isOff { try await pc.perform(.offHard, bootOnce: nil) }
    }

    private func awaitAgent(connected: Bool, upTo time: Duration) async throws {
        let deadline = ContinuousClock.now + time
        while await pc.status().agentConnected != connected {
            guard ContinuousClock.now < deadline else {
                throw PCError.timedOut("the user OS did not \(connected ? "come up again" : "go down to restart")")
            }
            try await Task.sleep(for: .milliseconds(200))
        }
    }
}
