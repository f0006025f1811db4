import FleetTestSupport
import Inventory
import Logging
import PacketPolicy
import Testing

@testable import Fleet

@Suite("The watcher")
struct CaseWatcherTests {
    private static func watcher(_ console: TestConsole) -> CaseWatcher {
        CaseWatcher(console.services, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    @Test("opens one case for an endpoint that was cut off, and tells everyone")
    func cutOff() async throws {
        let console = try await TestConsole { world(for: .quarantine, $0) }
        var changes = console.services.changes.changes().makeAsyncIterator()
        await Self.watcher(console).lookAround()
        await Self.watcher(console).lookAround()
        let cases = await console.fleet.cases(of: "pc1")
        #expect(cases.map(\.finding.id) == ["f1"])
        #expect(await changes.next() == .endpoint("pc1"))
        #expect(await changes.next() == .caseFile(cases[0].id))
    }

    @Test("opens no case for an endpoint that people cut off, nor again for a finding that was dealt with")
    func noCase() async throws {
        let console = try await TestConsole { world(for: .quarantine, $0) }
        await console.endpoint.change { $0.findings = [] }
        await Self.watcher(console).lookAround()
        #expect(await console.fleet.cases(limit: 10).isEmpty)
        var old = await console.fleet.open(
            Case(endpoint: "pc1", finding: .fanOut(at: console.clock.now), openedAt: console.clock.now)
        )
        old.state = .released
        try await console.fleet.save(old)
        let finding = old.finding
        await console.endpoint.change { $0.findings = [finding] }
        await Self.watcher(console).lookAround()
        #expect(await console.fleet.cases(limit: 10) == [old])
    }

    @Test("tells the person at an endpoint that was cut off the number of the case, once")
    func tellsNumber() async throws {
        let console = try await TestConsole { world(for: .quarantine, $0) }
        for _ in 0..<3 { await Self.watcher(console).lookAround() }
        let number = try #require(await console.fleet.cases(of: "pc1").first).number
        #expect(number.count == 8)
        #expect(await console.endpoint.commands.filter { $0.hasPrefix("case") } == ["case \(number), call "])
    }

    @Test("keeps what was known of an endpoint that does not answer")
    func unreachable() async throws {
        let console = try await TestConsole { world(for: .wakePatchOff, $0) }
        await Self.watcher(console).lookAround()
        let before = try #require(await console.fleet.snapshot(of: "pc1"))
        #expect(before.isReachable)
        await console.endpoint.change { $0.silence = .unreachable("no answer") }
        await Self.watcher(console).lookAround()
        let after = try #require(await console.fleet.snapshot(of: "pc1"))
        #expect(after.failure == "no answer")
        #expect(after.facts == before.facts)
        #expect(after.answeredAt == before.answeredAt)
    }

    @Test("shows plain AMT hardware with what it has")
    func plainAMT() async throws {
        let console = try await TestConsole { world(for: .wakePatchOff, $0) }
        await console.endpoint.change { $0.isPlainAMT = true }
        await Self.watcher(console).lookAround()
        let seen = try #require(await console.fleet.snapshot(of: "pc1"))
        #expect(seen.isReachable)
        #expect(seen.power?.state == .on)
        #expect(seen.hardware != nil)
        #expect(seen.stance == nil)
    }
}
