import Logging
import PacketPolicy
import Testing

@testable import VirtualPC

@Suite("A PC that is waited for", .timeLimit(.minutes(1)))
struct PatienceTests {
    /// Does it in a task that was told to end.
    private func abandoned<Answer: Sendable>(
        _ deed: @escaping @Sendable () async throws -> Answer
    ) async throws -> Answer {
        try await Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await deed()
        }.value
    }

    private func pc() throws -> QEMUPC {
        let tests = QEMUCommandLineTests()
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let (configuration, hardware) = (try tests.configuration(), try tests.hardware())
        return QEMUPC(
            configuration: configuration,
            hardware: hardware,
            filter: RemotePacketControl(path: "/nowhere"),
            host: LocalHost(configuration: configuration, hardware: hardware, logger: logger),
            logger: logger
        )
    }

    @Test("is not looked at any more by who was told to end")
    func looking() async throws {
        let pc = try pc()
        await #expect(throws: PCError.abandoned) {
            try await abandoned { try await pc.isThere(within: .seconds(30)) { $0 == .on } }
        }
        await #expect(throws: PCError.abandoned) {
            try await abandoned { try await pc.perform(.on, bootOnce: nil) }
        }
    }

    @Test("is not left half done by who was told to end")
    func deed() async throws {
        let word = try await abandoned {
            try await Patience.seeThrough { () async throws(PCError) in
                try await Patience.rest(.nanoseconds(1))
                return "done"
            }
        }
        #expect(word == "done")
    }
}
