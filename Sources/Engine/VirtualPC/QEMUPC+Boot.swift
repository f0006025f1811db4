import FoundationEssentials

extension QEMUPC {
    /// Which boot options the board obeys.
    public nonisolated var features: BoardFeatures { configuration.userOS.features }

    /// Tells of steps of the start that were not told yet.
    func noticeProgress() {
        guard let told = toldProgress else {
            return
        }
        let log = FileManager.default.contents(atPath: files.biosLog) ?? Data()
        let steps = BootProgress.steps(untrustedLog: String(decoding: log.prefix(1 << 20), as: UTF8.self))
        for step in steps where !told.contains(step) {
            tell(.bootProgress(step))
        }
        toldProgress = steps.contains(.operatingSystem) ? nil : told.union(steps)
    }
}
