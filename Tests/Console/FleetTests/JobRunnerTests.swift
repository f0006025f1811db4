import FleetTestSupport
import Logging
import Testing

@testable import Fleet

@Suite("The job runner")
struct JobRunnerTests {
    private static func untilFinal(_ id: String, _ console: TestConsole) async throws -> Job {
        let changes = console.services.changes.changes()
        if let job = await console.fleet.job(id), job.state.isFinal { return job }
        for await change in changes where change == .job(id) {
            if let job = await console.fleet.job(id), job.state.isFinal { return job }
        }
        return try #require(nil as Job?)
    }

    private static func withRunner<Value: Sendable>(
        _ console: TestConsole,
        _ body: @Sendable () async throws -> Value
    ) async throws -> Value {
        let runner = JobRunner(console.services, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await runner.run() }
            defer { group.cancelAll() }
            return try await body()
        }
    }

    @Test("carries out what is queued")
    func queued() async throws {
        let console = try await TestConsole { world(for: .wakePatchOff, $0) }
        let job = try await console.queue(.wakePatchOff)
        let end = try await Self.withRunner(console) { try await Self.untilFinal(job.id, console) }
        #expect(end.state == .succeeded)
    }

    @Test("stops a job that somebody cancels")
    func cancelled() async throws {
        let console = try await TestConsole { world(for: .wakePatchOff, $0) }
        await console.endpoint.change { $0.ignoresShutdown = true }
        let job = try await console.queue(.wakePatchOff)
        _ = await console.fleet.claimNext(by: "dead", now: console.clock.now, until: console.clock.now)
        try await console.fleet.cancel(job.id)
        let end = try await Self.withRunner(console) { try await Self.untilFinal(job.id, console) }
        #expect(end.state == .cancelled)
    }
}
