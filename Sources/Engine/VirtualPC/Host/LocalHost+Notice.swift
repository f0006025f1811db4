import FoundationEssentials
import Inventory
import Logging

extension LocalHost {
    /// The least that is a floppy disk: 160 KiB.
    private static let mediumBytes = 163_840

    /// Makes the medium that a notice's machine starts from.
    func prepare(_ notice: ScreenNotice) throws(PCError) {
        let path = files.noticeProgram
        try? FileManager.default.removeItem(atPath: path)
        let isWritten = FileManager.default.createFile(
            atPath: path,
            contents: Data(medium(notice)),
            attributes: [.posixPermissions: 0o600]
        )
        guard isWritten else { throw .failed("\(path) cannot be written") }
        let engine = configuration.engineUID
        try FileAccess.giveStrictly(path, to: engine, group: engine, mode: 0o600)
        try makeScreenDirectory(files.noticeDirectory, of: engine)
    }

    /// A picture for what needs more than one line and other letters than the adapter's own.
    private func medium(_ notice: ScreenNotice) -> [UInt8] {
        if case .cutOff(let told) = notice, let font = noticeFont {
            return NoticeProgram.medium(NoticePicture(told, font: font))
        }
        let sector = NoticeProgram.bootSector(notice.text)
        return sector + Array(repeating: 0, count: Self.mediumBytes - sector.count)
    }

    private var noticeFont: NoticeFont? {
        let font = FileManager.default.contents(atPath: configuration.noticeFont).flatMap {
            NoticeFont(untrusted: Array($0))
        }
        if font == nil {
            logger.warning("notices are one line of English: there is no font \(configuration.noticeFont)")
        }
        return font
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
