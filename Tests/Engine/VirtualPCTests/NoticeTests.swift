import FoundationEssentials
import Glibc
import Logging
import QMP
import Testing

@testable import VirtualPC

@Suite("A notice")
struct NoticeTests {
    @Test("is a boot sector with the text behind its code")
    func sector() {
        let sector = NoticeProgram.bootSector("User consent code: 042317")
        #expect(sector.count == 512)
        #expect(sector.suffix(2) == [0x55, 0xAA])
        // The code loads the text's address, 7C2Eh.
        #expect(sector[26...28] == [0xBE, 0x2E, 0x7C])
        #expect(sector[0x2E...].starts(with: Array("User consent code: 042317\u{0}".utf8)))
    }

    @Test("shows what the screen has no character for as a question mark, and no more than a line")
    func bounds() {
        let sector = NoticeProgram.bootSector("é\n" + String(repeating: "x", count: 500))
        #expect(sector.count == 512)
        #expect(sector[0x2E...].starts(with: Array(("??" + String(repeating: "x", count: 78) + "\u{0}").utf8)))
    }

    @Test("codes have six digits, from the first to the last")
    func codes() throws {
        #expect(ConsentCode(7)?.digits == "000007")
        #expect(ConsentCode(999_999)?.digits == "999999")
        #expect(ConsentCode(1_000_000) == nil)
        let untrusted = Data("[1000000]".utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([ConsentCode].self, from: untrusted) }
    }

    private static let canRun = getuid() == 0 && access("/usr/bin/qemu-system-x86_64", X_OK) == 0

    private func host(_ folder: String) throws -> LocalHost {
        let tests = QEMUCommandLineTests()
        var configuration = try tests.configuration()
        configuration.runDirectory = folder
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        return LocalHost(configuration: configuration, hardware: try tests.hardware(), logger: logger)
    }

    @Test("is on the screen of a machine of its own, drawn by its BIOS", .enabled(if: canRun), .timeLimit(.minutes(5)))
    func screen() async throws {
        let folder = "/tmp/sekisho-notice-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // Where the machine, which is not root, leaves a copy of its screen.
        #expect(chmod(folder, 0o777) == 0)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (host, files) = (try host(folder), RunDirectory(path: folder))
        let code = try #require(ConsentCode(42_317))
        let machine = try await Machine.launch(.notice(.consentCode(code)), on: host, files)
        var text = ""
        while !text.contains("code: 042317") {
            _ = try await machine.execute(PhysicalMemorySave(val: 0xB8000, size: 4000, filename: folder + "/text"))
            let cells = try Data(contentsOf: URL(filePath: folder + "/text"))
            text = String(decoding: stride(from: 0, to: cells.count, by: 2).map { cells[$0] }, as: UTF8.self)
        }
        // Row 11 of 80 characters, in its middle.
        #expect(text.dropFirst(11 * 80 + 27).prefix(25) == "User consent code: 042317")
        #expect(FileManager.default.fileExists(atPath: files.noticeScreen))
        await machine.end()
        #expect(try await host.find(.notice) == nil)
    }
}

/// Writes guest memory into a file.
private struct PhysicalMemorySave: QMPCommand {
    static let name = "pmemsave"

    var val: UInt64
    var size: UInt64
    var filename: String
}
