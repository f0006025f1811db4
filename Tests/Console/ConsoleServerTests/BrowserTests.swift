import ConsoleAPI
import ConsoleServer
import Fleet
import FleetSQLite
import Foundation
import Logging
import NIOCore
import PacketPolicy
import Testing

/// The pages as people see them: a real console on loopback, looked at by Chromium.
@Suite("The pages in Chromium", .enabled(if: hasBrowser))
struct BrowserTests {
    @Test("say and look what they should, in two languages, light and dark, live", .timeLimit(.minutes(5)))
    func pages() async throws {
        let console = try await TestConsole()
        try await console.addEndpoint("pc1", stance: .quarantine, findings: [Samples.finding])
        try await console.addEndpoint("pc2")
        let found = Case(endpoint: "pc1", finding: Samples.finding, openedAt: Date().addingTimeInterval(-300))
        let opened = try await console.database.open(found)
        let job = try await console.addJob("pc2", story: .reinstall, done: 3, evidence: Samples.hostile)
        let output = try await withPort(of: console) { port in
            try await look(["https://127.0.0.1:\(port)", console.password, job, opened.id])
        }
        #expect(output.status == 0, "\(output.text)")
    }

    /// Serves the console while something is done.
    private func withPort<Result: Sendable>(
        of console: TestConsole,
        _ body: @escaping @Sendable (Int) async throws -> Result
    ) async throws -> Result {
        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        let service = try await ConsoleService(
            desk: console.desk,
            sessions: console.sessions,
            certificate: ServerCertificate.open(in: console.directory, names: []),
            address: try #require(ListenAddress("127.0.0.1:0")),
            logger: Logger(label: "test")
        ) { channel in listening.yield(channel.localAddress?.port ?? 0) }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await service.run() }
            defer { group.cancelAll() }
            var iterator = ports.makeAsyncIterator()
            return try await body(try #require(await iterator.next()))
        }
    }

    private func look(_ arguments: [String]) async throws -> (status: Int32, text: String) {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let environment = ProcessInfo.processInfo.environment
        let folder = environment["SEKISHO_SCREENSHOTS"] ?? NSTemporaryDirectory() + "sekisho-screenshots"
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-B", root.appending(path: "Tests/Browser/pages.py").path] + arguments + [folder]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        let (ends, end) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { end.yield($0.terminationStatus) }
        try process.run()
        var iterator = ends.makeAsyncIterator()
        let status = await iterator.next() ?? -1
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        return (status, text)
    }
}

private let hasBrowser = ["/usr/bin/chromium", "/usr/bin/python3"].allSatisfy {
    FileManager.default.isExecutableFile(atPath: $0)
}
