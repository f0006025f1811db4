import CIMModel
import Logging
import NVRAM
import Simulation
import Synchronization
import Testing
import VirtualPC

@testable import RemoteControl
@testable import Auditing
@testable import ObjectManager
@testable import ManagementEngine

@Suite("The book of alarms")
struct AlarmBookTests {
    private func book(_ alarms: Alarm...) -> AlarmBook {
        var book = AlarmBook()
        for alarm in alarms { _ = book.add(alarm) }
        return book
    }

    @Test("an alarm that goes off once goes when it has, or stays and is over")
    func once() {
        var book = book(
            Alarm(id: "gone", text: "", start: 1000),
            Alarm(id: "kept", text: "", start: 1000, isDeletedOnCompletion: false)
        )
        #expect(!book.rings(at: 999))
        #expect(book.rings(at: 1000))
        book.advance(beyond: 1000)
        #expect(book.alarms.map(\.id) == ["kept"])
        #expect(book.next == nil)
        #expect(!book.rings(at: 1000))
    }

    @Test("an alarm with an interval moves to its next turn, over turns that nobody heard")
    func repeating() {
        var book = book(Alarm(id: "daily", text: "", start: 1000, interval: 86_400))
        book.advance(beyond: 1000)
        #expect(book.next?.start == 87_400)
        book.advance(beyond: 87_400 + 3 * 86_400)
        #expect(book.next?.start == 433_000)
    }

    @Test("an alarm of an hour ago was missed; one of a minute ago was not")
    func missed() {
        let book = book(Alarm(id: "a", text: "", start: 10_000))
        #expect(book.rings(at: 10_060))
        #expect(!book.rings(at: 13_600))
    }

    @Test("an alarm whose next turn is beyond the clock's last second is over")
    func end() {
        var book = book(Alarm(id: "a", text: "", start: .max - 1, interval: .max))
        book.advance(beyond: .max)
        #expect(book.alarms.isEmpty)
    }

    @Test("takes five alarms, each name once")
    func limits() {
        var book = AlarmBook()
        for number in 0..<5 { #expect(book.add(Alarm(id: "\(number)", text: "", start: 1)) == .added) }
        #expect(book.add(Alarm(id: "4", text: "", start: 1)) == .duplicate)
        #expect(book.add(Alarm(id: "5", text: "", start: 1)) == .full)
    }
}

@Suite("The alarm clock")
struct AlarmClockTests {
    private func clock(_ nvram: NVRAM, _ pc: SimulatedPC, at time: UInt32) async throws -> AlarmClock {
        let hand = OwnHand(
            button: PowerButton(pc: pc, boot: BootOrder(nvram: nvram)),
            trail: try await AuditTrail(nvram: nvram, clock: Clock())
        )
        return AlarmClock(nvram: nvram, hand: hand, logger: Logger(label: "test")) { time }
    }

    @Test("wakes the PC at the time, and tells how long to wait for the next")
    func wakes() async throws {
        let bench = try await SettledPC()
        let before = try await clock(bench.nvram, bench.pc, at: 900)
        _ = try await before.add(Alarm(id: "a", text: "", start: 1000, interval: 3600))
        #expect(await before.ring() == 100)
        #expect(await bench.pc.status().powerState == .offSoft)
        #expect(await (try clock(bench.nvram, bench.pc, at: 1000)).ring() == 3600)
        #expect(await bench.pc.status().powerState == .on)
    }

    @Test("wakes the PC for an alarm that came while the engine did not run, unless it is long past")
    func restarted() async throws {
        let bench = try await SettledPC()
        _ = try await clock(bench.nvram, bench.pc, at: 900).add(Alarm(id: "a", text: "", start: 1000))
        let later = try await bench.restarted()
        #expect(await (try clock(later.nvram, later.pc, at: 1300)).ring() == nil)
        #expect(await later.pc.status().powerState == .on)
        _ = try await clock(bench.nvram, bench.pc, at: 900).add(Alarm(id: "b", text: "", start: 1000))
        let muchLater = try await bench.restarted()
        #expect(await (try clock(muchLater.nvram, muchLater.pc, at: 90_000)).ring() == nil)
        #expect(await muchLater.pc.status().powerState == .offSoft)
    }

    @Test("is told of in the audit log, as what the engine does by itself")
    func audited() async throws {
        let bench = try await SettledPC()
        let clock = try await clock(bench.nvram, bench.pc, at: 1000)
        _ = try await clock.add(Alarm(id: "a", text: "", start: 1000))
        _ = await clock.ring()
        let record = try #require(try await bench.nvram.auditRecords().last.flatMap { AuditRecord($0) })
        #expect((record.application, record.event) == (17, 0))
        #expect(record.initiator == .local)
    }

    @Test("leaves a PC that runs as it is")
    func running() async throws {
        let bench = try await SettledPC()
        try await bench.pc.perform(.on, bootOnce: .network)
        let clock = try await clock(bench.nvram, bench.pc, at: 1000)
        _ = try await clock.add(Alarm(id: "a", text: "", start: 1000))
        #expect(await clock.ring() == nil)
        #expect(await bench.pc.startedFrom == .network)
    }
}

@Suite("Alarms of a console")
struct ConsoleAlarmTests {
    private func template(_ id: String, _ start: String, interval: String = "P1DT0H0M") -> String {
        """
        <r:AlarmTemplate><s:InstanceID xmlns:s="x">\(id)</s:InstanceID><s:ElementName xmlns:s="x">\(id)</s:ElementName>\
        <s:StartTime xmlns:s="x"><p:Datetime xmlns:p="y">\(start)</p:Datetime></s:StartTime>\
        <s:Interval xmlns:s="x"><p:Interval xmlns:p="y">\(interval)</p:Interval></s:Interval>\
        <s:DeleteOnCompletion xmlns:s="x">true</s:DeleteOnCompletion></r:AlarmTemplate>
        """
    }

    @Test(
        "say their time as each client writes it; without a zone it is UTC",
        arguments: [
            "2090-01-01T06:30:00Z", "2090-01-01T06:30:00", "2090-01-01T06:30:00.5Z", "2090-01-01T08:30:00+02:00",
        ]
    )
    func times(text: String) { #expect(DateTime(text: text).seconds == 3_786_935_400) }

    @Test(
        "have no time that is none",
        arguments: ["", "Z", "2090-01-01", "2090-13-01T06:30:00", "2090-01-01T06:30:00ZZ", "1960-01-01T06:30:00Z"]
    )
    func noTimes(text: String) { #expect(DateTime(text: text).seconds == nil) }

    @Test("are added, listed with their time and interval, and removed")
    func story() async throws {
        let bench = try await SettledPC()
        let added = await bench.invoke("AMT_AlarmClockService", "AddAlarm", template("Morning", "2090-01-01T06:30:00Z"))
        #expect(added.contains(">Morning</"))
        #expect(text("ReturnValue", in: added) == "0")
        let list = await (try bench.restarted()).list("IPS_AlarmClockOccurrence")
        #expect(text("Datetime", in: list) == "2090-01-01T06:30:00Z")
        #expect(list.contains(":Interval>P1DT0H0M</"))
        #expect(text("DeleteOnCompletion", in: list) == "true")
        _ = await bench.delete("IPS_AlarmClockOccurrence", ["InstanceID": "Morning"])
        #expect(await !bench.list("IPS_AlarmClockOccurrence").contains("Morning"))
    }

    @Test("the clock tells which goes off next, and how long after it goes off again")
    func next() async throws {
        let bench = try await SettledPC()
        #expect(await !bench.get("AMT_AlarmClockService").contains("NextAMTAlarmTime"))
        for (id, start) in [("late", "2091-01-01T06:30:00Z"), ("early", "2090-01-01T06:30:00Z")] {
            #expect(await bench.status("AMT_AlarmClockService", "AddAlarm", template(id, start)) == "0")
        }
        let clock = await bench.get("AMT_AlarmClockService")
        #expect(text("Datetime", in: clock) == "2090-01-01T06:30:00Z")
        #expect(clock.contains(":Interval>P1DT0H0M"))
        #expect(clock.contains("AMTAlarmClockInterval>") && clock.contains("NextAMTAlarmTime>"))
    }

    @Test("are refused with a status when they cannot be kept")
    func refused() async throws {
        let bench = try await SettledPC()
        func add(_ template: String) async -> String? {
            await bench.status("AMT_AlarmClockService", "AddAlarm", template)
        }
        for number in 0..<5 { #expect(await add(template("a\(number)", "2090-01-01T06:30:00Z")) == "0") }
        #expect(await add(template("a4", "2090-01-01T06:30:00Z")) == "2058")
        #expect(await add(template("a5", "2090-01-01T06:30:00Z")) == "23")
        #expect(await add(template("past", "2010-01-01T06:30:00Z", interval: "0")) == "34")
        #expect(await add(template("", "2090-01-01T06:30:00Z")) == "36")
        #expect(await add(template("soon", "tomorrow")) == "36")
        #expect(await add(template("often", "2090-01-01T06:30:00Z", interval: "PT1S")) == "36")
    }
}

@Suite("Lengths of time")
struct TimeSpanTests {
    @Test("are read", arguments: [("0", 0), ("P0DT0H0M", 0), ("P1DT2H30M", 95_400), ("PT90S", 90), ("P2D", 172_800)])
    func reading(text: String, seconds: UInt64) { #expect(TimeSpan(text: text)?.seconds == seconds) }

    @Test("and refused", arguments: ["P", "1D", "P1Y", "P1M", "PT1", "P-1D", "P999999999999999999999D", "P１D", "PTT"])
    func refusing(text: String) { #expect(TimeSpan(text: text) == nil) }
}
