import FoundationEssentials

extension LocalHost {
    /// The least that is a floppy disk: 160 KiB.
    private static let mediumBytes = 163_840

    /// Makes the medium that a notice's machine starts from.
    func prepare(_ notice: ScreenNotice) throws(PCError) {
        let sector = NoticeProgram.bootSector(notice.text)
        let medium = Data(sector + Array(repeating: 0, count: Self.mediumBytes - sector.count))
        let path = files.noticeProgram
        try? FileManager.default.removeItem(atPath: path)
        let isWritten = FileManager.default.createFile(
            atPath: path,
            contents: medium,
            attributes: [.posixPermissions: 0o600]
        )
        guard isWritten else { throw .failed("\(path) cannot be written") }
        let engine = configuration.engineUID
        try FileAccess.giveStrictly(path, to: engine, group: engine, mode: 0o600)
        try FileAccess.makeDirectory(files.noticeDirectory, owner: engine, group: engine, mode: 0o700)
    }

    public func answerPing(_ isAnswered: Bool) async throws(PCError) {
        let file = "/proc/sys/net/ipv4/icmp_echo_ignore_all"
        do {
            try Data((isAnswered ? "0" : "1").utf8).write(to: URL(filePath: file))
        } catch {
            throw .failed("the kernel cannot be told whether to answer ping: \(error)")
        }
    }
}
