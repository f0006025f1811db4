import FoundationEssentials
import Glibc
import NVRAM
import Testing

@Suite("NVRAM under SIGKILL")
struct KillTests {
    let file = TemporaryFile()

    @Test("has every write that was acknowledged before its writer was killed")
    func kill() async throws {
        var acknowledged = 0
        for round in 0..<5 {
            let writer = try Writer(path: file.path)
            acknowledged = try #require(writer.acknowledged(atLeast: Int.random(in: 1...40)))
            writer.kill()
            acknowledged = writer.rest() ?? acknowledged
            let nvram = try NVRAM(path: file.path)
            let stored = try #require(try await nvram.setting("count", as: Int.self), "round \(round)")
            #expect(stored >= acknowledged)
            let logged = try #require(try await nvram.events().last.flatMap { Int($0.text) })
            #expect((stored...stored + 1).contains(logged))
        }
    }
}

/// A process that writes to a store as fast as it can and says what was acknowledged.
private final class Writer {
    private let process: pid_t
    private let output: UnsafeMutablePointer<FILE>

    init(path: String) throws {
        var pipe: [CInt] = [0, 0]
        try #require(Glibc.pipe(&pipe) == 0)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO)
        posix_spawn_file_actions_addclose(&actions, pipe[0])
        defer { posix_spawn_file_actions_destroy(&actions) }
        let program = Self.programPath()
        var arguments = [strdup(program), strdup(path), nil]
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

    /// The last acknowledged number once `count` more have come; nil when the writer ended before.
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
