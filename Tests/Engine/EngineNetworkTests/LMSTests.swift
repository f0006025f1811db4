import FoundationEssentials
import Glibc
import ManagementEngine
import NIOCore
import NIOPosix
import Testing

@testable import EngineNetwork

@Suite("sekisho-lms, the program in the user OS", .enabled(if: LMS.canRun), .timeLimit(.minutes(5)))
struct LMSTests {
    @Test("gives programs of the PC the engine's port on loopback, more of them than there are channels")
    func programs() async throws {
        try await running { port, _, _ in
            for round in 0..<3 {
                let pages = try await Self.pages(count: 6, port: port)
                #expect(pages.allSatisfy { $0.hasPrefix("HTTP/1.1 200 OK") }, "round \(round)")
            }
        }
    }

    @Test("writes down what the engine has to tell the user of the PC")
    func notification() async throws {
        try await running { port, engine, output in
            // The engine knows that its port is forwarded when a program has reached it there.
            _ = try await Self.pages(count: 1, port: port)
            await engine.changeConsentPolicy()
            var line = ""
            for try await buffer in output {
                line += String(buffer: buffer)
                if line.hasSuffix("\n") { break }
            }
            #expect(line == "sekisho-lms: notification iAMT0064 4: what needs consent is another\n")
        }
    }

    /// Runs the program beside an engine, and ends it after `body`.
    private func running(
        _ body:
            @escaping @Sendable (_ port: Int, ManagementEngine, _ output: NIOAsyncChannelInboundStream<ByteBuffer>)
            async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let port = try await freePort()
        let engine = try await LocalBench.engine()
        let interface = LocalInterface(path: "", port: UInt32(port), frontDoor: FrontDoor(engine))
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(unixDomainSocketPath: folder + "/mei") { channel in
                channel.eventLoop.makeCompletedFuture {
                    try LocalInterface.Link(wrappingChannelSynchronously: channel)
                }
            }
        let (near, far) = try LocalConnection.pair()
        let output = try await LocalConnection.adopt(near) { try LocalInterface.Link(wrappingChannelSynchronously: $0) }
        let lms = try LMS(device: folder + "/mei", output: far)
        try await server.executeThenClose { links in
            var waiting = links.makeAsyncIterator()
            let link = try #require(try await waiting.next())
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await interface.serve(link) }
                try await output.executeThenClose { inbound, _ in try await body(port, engine, inbound) }
                lms.end()
                try await group.waitForAll()
            }
        }
    }

    private static func pages(count: Int, port: Int) async throws -> [String] {
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<count { group.addTask { try await page(port) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    /// What the log-on page's request is answered with; the port may not be there yet.
    private static func page(_ port: Int) async throws -> String {
        let connection = try await connection(port)
        return try await connection.executeThenClose { inbound, outbound in
            let request = "GET /logon.htm HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            try await outbound.write(ByteBuffer(string: request))
            var text = ""
            for try await buffer in inbound { text += String(buffer: buffer) }
            return text
        }
    }

    private static func connection(_ port: Int) async throws -> LocalInterface.Link {
        let deadline = ContinuousClock.now + .seconds(30)
        while true {
            do {
                return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                    .connect(host: "127.0.0.1", port: port) { channel in
                        channel.eventLoop.makeCompletedFuture {
                            try LocalInterface.Link(wrappingChannelSynchronously: channel)
                        }
                    }
            } catch  where ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    private func freePort() async throws -> Int {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(channel.localAddress?.port)
        try await channel.close()
        return port
    }
}

/// The program, running.
private final class LMS: Sendable {
    private static let script =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
        + "/deploy/user-os/rootfs/usr/sbin/sekisho-lms"

    static var canRun: Bool { access("/usr/bin/perl", X_OK) == 0 && access(script, R_OK) == 0 }

    private let process: pid_t

    /// - Parameter output: where it writes what it has to say; it is closed here.
    init(device: String, output: CInt) throws {
        defer { close(output) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
        var arguments = [strdup("perl"), strdup(Self.script), strdup(device), nil]
        defer { arguments.forEach { free($0) } }
        var process = pid_t()
        try #require(posix_spawn(&process, "/usr/bin/perl", &actions, nil, &arguments, environ) == 0)
        self.process = process
    }

    func end() {
        kill(process, SIGKILL)
        var status: CInt = 0
        waitpid(process, &status, 0)
    }
}
