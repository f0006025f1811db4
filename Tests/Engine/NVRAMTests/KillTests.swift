import FoundationEssentials
import Glibc
import NVRAM
import NVRAMWrites
import Testing

@Suite("NVRAM under SIGKILL")
struct KillTests {
    let file = TemporaryFile()

    /// Of each kind; a thousand in the long tests.
    static let rounds = ProcessInfo.processInfo.environment["SEKISHO_LONG"] == "1" ? 1000 : 4

    @Test(
        "has every acknowledged write whole, and no half of any, after its writer was killed again and again",
        arguments: WriteKind.allCases
    )
    func kill(kind: WriteKind) async throws {
        var acknowledged = 0
        for round in 0..<Self.rounds {
            let writer = try Writer(path: file.path, kind: kind)
            // At any moment, that of the start among them.
            let count = round % 4 == 3 ? 0 : Int.random(in: 1...12)
            acknowledged = writer.acknowledged(atLeast: count) ?? acknowledged
            writer.kill()
            acknowledged = writer.rest() ?? acknowledged
            let stored = try await kind.last(in: NVRAM(path: file.path)) ?? 0
            #expect((acknowledged...acknowledged + 1).contains(stored), "round \(round)")
            acknowledged = stored
        }
        #expect(acknowledged > 0)
    }
}

/// A process that writes to a store as fast as it can and says what was acknowledged.
private final class Writer {
    private let process: pid_t
    private let output: UnsafeMutablePointer<FILE>

    init(path: String, kind: WriteKind) throws {
        var pipe: [CInt] = [0, 0]
        try #require(Glibc.pipe(&pipe) == 0)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO)
        posix_spawn_file_actions_addclose(&actions, pipe[0])
        defer { posix_spawn_file_actions_destroy(&actions) }
        let program = Self.programPath()
        var arguments = [strdup(program), strdup(path), strdup(kind.rawValue), nil]
        defer { arguments.forEach { free($0) } }
        var process = pid_t()
        try #require(posix_spawn(&process, program, &actions, nil, &arguments, environ) == 0, "no \(program)")
        close(pipe[1])
        self.process = process
        output = try #require(fdopen(pipe[0], "r"))
    }

    deinit {
        fclose(output)
    }

    /// The last acknowledged number once `count` have come; nil of none, or when the writer ended before.
    func acknowledged(atLeast count: Int) -> Int? {
        var last: Int?
        for _ in 0..<count {
            guard let next = readNumber() else { return nil }
            last = next
        }
        return last
    }

    /// The last number among those that were said before the end.
    func rest() -> Int? {
        var last: Int?
        while let next = readNumber() {
            last = next
        }
        return last
    }

    func kill() {
        Glibc.kill(process, SIGKILL)
        var status: CInt = 0
        waitpid(process, &status, 0)
    }

    private func readNumber() -> Int? {
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        guard getline(&line, &capacity, output) > 0, let line else { return nil }
        let text = String(cString: line)
        return text.hasSuffix("\n") ? Int(text.dropLast()) : nil
    }

    private static func programPath() -> String {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let folder = own.split(separator: "/").dropLast().joined(separator: "/")
        return "/\(folder)/nvram-writer"
    }
}
