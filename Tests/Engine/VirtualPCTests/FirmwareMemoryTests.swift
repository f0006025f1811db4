import Foundation
import Glibc
import Testing

@testable import VirtualPC

@Suite("What a board remembers beside its disk", .enabled(if: geteuid() == 0))
final class FirmwareMemoryTests {
    private let folder = NSTemporaryDirectory() + "sekisho-memory-" + UUID().uuidString
    private let memory: FirmwareMemory

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        memory = FirmwareMemory(
            parts: [
                .init(path: folder + "/variables", mode: 0o640, name: "variables"),
                .init(path: folder + "/tpm", mode: 0o600, name: "tpm"),
            ],
            folder: folder + "/kept",
            owner: 64_001
        )
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func put(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
    }

    private func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: "\(folder)/\(name)").map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("comes back as it was, in the hands of the one who had it")
    func back() throws {
        try put("boot one", "variables")
        try put("sealed", "tpm")
        try memory.take()
        try put("boot two", "variables")
        try put("sealed anew", "tpm")
        try memory.restore()
        #expect([text("variables"), text("tpm")] == ["boot one", "sealed"])
        var status = stat()
        try #require(stat(folder + "/tpm", &status) == 0)
        #expect((status.st_uid, status.st_mode & 0o777) == (64_001, 0o600))
        try #require(stat(folder + "/kept", &status) == 0)
        #expect((status.st_uid, status.st_mode & 0o777) == (0, 0o700))
    }

    @Test("was not there, and is not there again")
    func absent() throws {
        try put("boot one", "variables")
        try memory.take()
        try put("sealed", "tpm")
        try memory.restore()
        #expect(text("tpm") == nil)
        #expect(text("variables") == "boot one")
    }

    @Test("stays as it is when nothing was kept, or what was kept is forgotten or was not kept whole")
    func nothingKept() throws {
        try put("boot one", "variables")
        try memory.restore()
        try memory.take()
        try memory.forget()
        try put("boot two", "variables")
        try memory.restore()
        #expect(text("variables") == "boot two")
        try FileManager.default.createDirectory(atPath: folder + "/kept", withIntermediateDirectories: true)
        try put("half", "kept/variables")
        try memory.restore()
        #expect(text("variables") == "boot two")
        // And the half is no hindrance.
        try memory.take()
        #expect(text("kept/variables") == "boot two")
    }

    @Test("is not read through a link, nor when it is no file or has grown without bound")
    func hostile() throws {
        try put("secret", "secret")
        try FileManager.default.createSymbolicLink(atPath: folder + "/tpm", withDestinationPath: folder + "/secret")
        #expect(throws: PCError.self) { try memory.take() }
        unlink(folder + "/tpm")
        try #require(link(folder + "/secret", folder + "/tpm") == 0)
        #expect(throws: PCError.self) { try memory.take() }
        unlink(folder + "/tpm")
        try #require(mkfifo(folder + "/tpm", 0o600) == 0)
        #expect(throws: PCError.self) { try memory.take() }
        unlink(folder + "/tpm")
        try put("", "tpm")
        try #require(truncate(folder + "/tpm", off_t(FirmwareMemory.longest) + 1) == 0)
        #expect(throws: PCError.self) { try memory.take() }
        #expect(text("kept/tpm") == nil)
    }
}
