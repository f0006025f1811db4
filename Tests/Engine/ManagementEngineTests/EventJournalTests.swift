import CIMModel
import FoundationEssentials
import NVRAM
import Testing
import VirtualPC

@testable import ObjectManager
@testable import ManagementEngine

@Suite("The journal of events")
struct EventJournalTests {
    @Test("tells every reader what it has written into the log, in order")
    func order() async throws {
        let nvram = try NVRAM(path: ":memory:")
        let journal = EventJournal(nvram: nvram)
        let (first, second) = (journal.events(), journal.events())
        try await journal.log(.bootFailed)
        try await journal.log(.power(.on))
        let written = try await nvram.events()
        for reader in [first, second] {
            var told: [EventRecord] = []
            for await record in reader {
                told.append(record)
                if told.count == 2 { break }
            }
            #expect(told.map(\.number) == written.map(\.number))
            #expect(told.map(\.bytes) == written.map(\.bytes))
            #expect(told.map(\.text) == written.map(\.text))
        }
    }

    @Test("a reader that does not read loses the oldest events and holds nobody up")
    func slowReader() async throws {
        let journal = EventJournal(nvram: try NVRAM(path: ":memory:"))
        let reader = journal.events()
        for _ in 0..<200 { try await journal.log(.bootFailed) }
        var told: [Int] = []
        for await record in reader {
            told.append(record.number)
            if record.number == 200 { break }
        }
        #expect(told == Array(73...200))
    }

    @Test("gives events the time of the engine's clock, which a console has set")
    func time() async throws {
        let pc = try await ManagedPC()
        let set = "<Ta0>1</Ta0><Tm1>2000000000</Tm1><Tm2>2000000000</Tm2>"
        _ = await pc.invoke("AMT_TimeSynchronizationService", "SetHighAccuracyTimeSynch", set)
        try await pc.engine.journal.log(.bootFailed)
        let event = try #require(try await pc.nvram.events().last.flatMap { PlatformEvent($0.bytes) })
        #expect((2_000_000_000...2_000_003_600).contains(event.time))
        let recorded = try await pc.nvram.events().last?.at.timeIntervalSince1970
        #expect(recorded.map { $0 >= 2_000_000_000 } == true)
    }
}
