import Glibc
import Logging

extension LocalHost {
    public func snapshot(_ deed: SnapshotDeed) async throws(PCError) {
        try await requireOff()
        let (disk, user) = (configuration.userOS.disk, configuration.userOS.uid)
        switch deed {
        case .take:
            try? await DiskImage.forgetSnapshot(in: disk, as: user)
            try await DiskImage.takeSnapshot(in: disk, as: user)
        case .restore: try await DiskImage.restoreSnapshot(in: disk, as: user)
        case .forget: try await DiskImage.forgetSnapshot(in: disk, as: user)
        }
        try await keepFirmware(deed)
    }

    public func resetDisk(keepsData: Bool) async throws(PCError) {
        try await requireOff()
        guard configuration.userOS.golden != nil else {
            throw .refused("the PC has no golden image; its configuration names one as userOS.golden")
        }
        try await layDisk()
        guard !keepsData, let data = configuration.userOS.data else { return }
        logger.notice("the data of the user are discarded", metadata: ["disk": "\(data.path)"])
        try await blank(data.path)
    }

    /// Makes the disks that a configuration asks for and that are not there yet.
    func makeMissingDisks() async throws(PCError) {
        if access(configuration.userOS.disk, F_OK) != 0, configuration.userOS.golden != nil { try await layDisk() }
        guard let data = configuration.userOS.data else { return }
        if access(data.path, F_OK) != 0 { try await DiskImage.makeData(data) }
        try FileAccess.give(data.path, to: configuration.userOS.uid, readableBy: configuration.appliance.uid)
    }

    /// An empty layer over the golden image, which takes the place of the old one at once.
    private func layDisk() async throws(PCError) {
        guard let golden = configuration.userOS.golden else { return }
        try FileAccess.require(golden, "golden image")
        let (disk, next) = (configuration.userOS.disk, configuration.userOS.disk + ".next")
        try await DiskImage.makeLayer(next, over: golden)
        try FileAccess.give(next, to: configuration.userOS.uid, readableBy: configuration.appliance.uid)
        guard chmod(golden, 0o644) == 0, rename(next, disk) == 0 else {
            throw .failed("\(disk) cannot be replaced: \(String(cString: strerror(errno)))")
        }
        try FileAccess.requireReachable(golden, "golden image")
    }

    /// Overwrites all that an image holds, then makes it a blank disk of the same size.
    ///
    /// An image over another, such as a golden one, is blank afterwards too: nothing lies below it any more.
    func blank(_ disk: String) async throws(PCError) {
        let size = try await DiskImage.size(of: disk, as: configuration.userOS.uid)
        try await HostProgram.run("/usr/bin/shred", ["--iterations=0", "--zero", disk])
        try await DiskImage.make(disk, size: size, as: configuration.userOS.uid)
        try FileAccess.give(disk, to: configuration.userOS.uid, readableBy: configuration.appliance.uid)
    }

    func requireOff() async throws(PCError) {
        guard try await find(.userOS) == nil else { throw .notPossible("the user OS is not off") }
    }
}
