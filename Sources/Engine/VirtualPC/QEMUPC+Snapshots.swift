import GuestAgent
import Logging
import QMP

extension QEMUPC {
    /// Keeps disk, firmware variables and TPM of the user OS as they are, makes them that again (while the user OS is off), or forgets that.
    public func snapshot(_ deed: SnapshotDeed) async throws(PCError) {
        logger.info("snapshot", metadata: ["deed": "\(deed)"])
        switch (deed, user) {
        case (.restore, .some): throw .notPossible("the user OS is not off")
        case (.take, let user?): try await takeSnapshot(user)
        case (.forget, let user?):
            try await user.execute(BlockdevSnapshotDelete(Self.snapshotName, of: "disk"))
            try await host.keepFirmware(.forget)
        case (_, nil):
            guard view == nil else { throw .notPossible("the appliance is reading the disk of the user OS") }
            try await host.snapshot(deed)
        }
    }

    /// Makes the disk of the user OS the golden image again, while the user OS is off; its data disk stays or is blanked.
    public func resetDisk(keepsData: Bool) async throws(PCError) {
        guard user == nil else { throw .notPossible("the user OS is not off") }
        guard view == nil else { throw .notPossible("the appliance is reading the disk of the user OS") }
        logger.notice("the disk of the user OS is reset", metadata: ["data": "\(keepsData ? "kept" : "discarded")"])
        try await host.resetDisk(keepsData: keepsData)
    }

    private static var snapshotName: String { DiskImage.snapshotName }

    /// The guest's file systems rest meanwhile; those of one that refuses replay their journals after a return.
    private func takeSnapshot(_ user: Machine) async throws(PCError) {
        _ = try? await user.execute(BlockdevSnapshotDelete(Self.snapshotName, of: "disk"))
        let frozen = power.isAgentConnected ? (try? await agent?.freezeFileSystems()) != nil : false
        let result: Result<Void, PCError>
        do throws(PCError) {
            try await keepMoment(of: user)
            result = .success(())
        } catch {
            result = .failure(error)
        }
        if frozen { _ = try? await agent?.thawFileSystems() }
        try result.get()
    }

    /// Disk, firmware and TPM of one moment: the processors rest while the three are kept. Those of a sleeper do anyway.
    private func keepMoment(of user: Machine) async throws(PCError) {
        let isAwake = power.state == .on
        if isAwake { try await user.execute(Stop()) }
        let result: Result<Void, PCError>
        do throws(PCError) {
            try await user.execute(BlockdevSnapshot(Self.snapshotName, of: "disk"))
            result = .success(try await host.keepFirmware(.take))
        } catch {
            result = .failure(error)
        }
        if isAwake { try await user.execute(Cont()) }
        try result.get()
    }
}
