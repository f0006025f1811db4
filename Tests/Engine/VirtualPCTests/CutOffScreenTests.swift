import FoundationEssentials
import Glibc
import Inventory
import Logging
import QMP
import Testing

@testable import VirtualPC

@Suite("The screen of a PC that is cut off")
struct CutOffScreenTests {
    private static let fontPath = "/usr/share/grub/unicode.pf2"
    private static let canDraw = access(fontPath, R_OK) == 0
    private static let canRun = canDraw && getuid() == 0 && access("/usr/bin/qemu-system-x86_64", X_OK) == 0
    private static let canShow = canRun && access(Viewer.program, X_OK) == 0 && access("/usr/bin/Xvfb", X_OK) == 0

    private static func font() throws -> NoticeFont {
        try #require(NoticeFont(untrusted: [UInt8](try Data(contentsOf: URL(filePath: fontPath)))))
    }

    static let notice = CutOffNotice(
        kind: .worm,
        untrustedDetail: "25 hosts on port 445",
        untrustedContact: "ext. 42 / 内線42",
        untrustedCaseNumber: "1A2B3C4D"
    )

    @Test("has English and Japanese letters", .enabled(if: canDraw, "the font of grub-common is not here"))
    func letters() throws {
        let font = try Self.font()
        let (a, kanji) = (try #require(font.glyph("A")), try #require(font.glyph("管")))
        #expect((a.advance, kanji.advance) == (8, 16))
        // The bar of the A is as wide as the letter.
        #expect((0..<a.height).contains { row in (0..<a.width).allSatisfy { a.isSet($0, row) } })
        #expect(font.glyph("\u{E000}") == nil || font.glyph("\u{10FFFF}") == nil)
    }

    @Test(
        "is drawn from a font of which nothing is believed",
        .enabled(if: canDraw, "the font of grub-common is not here")
    )
    func brokenFonts() throws {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: Self.fontPath)))
        for length in stride(from: 0, to: 4096, by: 1) {
            _ = NoticeFont(untrusted: Array(bytes.prefix(length)))?.glyph("A")
        }
        var broken = bytes
        for place in stride(from: 0, to: 2048, by: 1) {
            broken[place] ^= 0xFF
            _ = NoticeFont(untrusted: broken)?.glyph("管")
            broken[place] ^= 0xFF
        }
        #expect(NoticeFont(untrusted: Array("FILE".utf8)) == nil)
    }

    @Test(
        "is what the machine of the notice draws, pixel for pixel",
        .enabled(if: canRun, "needs root, QEMU and the font of grub-common"),
        .timeLimit(.minutes(5))
    )
    func drawn() async throws {
        let (folder, files) = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let machine = try await Machine.launch(.notice(.cutOff(Self.notice)), on: try Self.host(folder), files)
        let expected = NoticePicture(Self.notice, font: try Self.font())
        var seen: Picture?
        while seen?.contains(expected) != true {
            _ = try await machine.execute(Screendump(filename: folder + "/screen.ppm"))
            seen = Picture(ppm: [UInt8](try Data(contentsOf: URL(filePath: folder + "/screen.ppm"))))
        }
        #expect(seen?.width == NoticePicture.width)
        await machine.end()
    }

    @Test(
        "is a window on the desktop of the PC's user, which goes when the notice does",
        .enabled(if: canShow, "needs root, QEMU, Xvfb, tigervnc-viewer and the font of grub-common"),
        .timeLimit(.minutes(5))
    )
    func shown() async throws {
        let (folder, files) = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let desktop = try TestDesktop(folder: folder)
        defer { desktop.end() }
        let host = try Self.host(folder, desktop.configuration)
        let machine = try await Machine.launch(.notice(.cutOff(Self.notice)), on: host, files)
        let expected = NoticePicture(Self.notice, font: try Self.font())
        while desktop.picture?.contains(expected) != true { try await Task.sleep(for: .milliseconds(50)) }
        let viewer = try #require(HostProcess.find(pidFile: files.viewerPID(of: .notice), mark: files.noticeScreen))
        let status = try String(contentsOf: URL(filePath: "/proc/\(viewer.pid)/status"), encoding: .utf8)
        #expect(status.contains("Uid:\t64100\t64100\t64100\t64100"))
        #expect(status.contains("NoNewPrivs:\t1"))
        await machine.end()
        while viewer.isRunning { try await Task.sleep(for: .milliseconds(20)) }
        while desktop.picture?.contains(expected) == true { try await Task.sleep(for: .milliseconds(50)) }
    }

    private static func folder() throws -> (String, RunDirectory) {
        let folder = "/tmp/sekisho-screen-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // Where machine and desktop, which are not root, leave their pictures.
        #expect(chmod(folder, 0o777) == 0)
        return (folder, RunDirectory(path: folder))
    }

    private static func host(_ folder: String, _ desktop: Desktop? = nil) throws -> LocalHost {
        let tests = QEMUCommandLineTests()
        var configuration = try tests.configuration()
        (configuration.runDirectory, configuration.desktop) = (folder, desktop)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        return LocalHost(configuration: configuration, hardware: try tests.hardware(), logger: logger)
    }
}

/// Writes a picture of the machine's screen into a file.
private struct Screendump: QMPCommand {
    static let name = "screendump"

    var filename: String
}
