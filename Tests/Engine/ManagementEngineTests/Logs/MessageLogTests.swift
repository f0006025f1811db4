import AMTSchema
import CIMModel
import FoundationEssentials
import NVRAM
import Testing

@testable import ObjectManager
@testable import ManagementEngine

private let log: ClassName = "AMT_MessageLog"

@Suite("The event log")
struct MessageLogTests {
    /// An engine whose log holds this many records; each has its number in its time.
    private static func pc(_ count: Int) async throws -> ManagedPC {
        let nvram = try NVRAM(path: ":memory:")
        for number in 0..<count {
            let at = Date(timeIntervalSince1970: Double(number))
            try await nvram.append(LoggedEvent.bootFailed.record(at: at), at: at, text: "")
        }
        return try await ManagedPC(nvram: nvram)
    }

    private static func read(_ pc: ManagedPC, from place: Int, _ count: Int) async -> String {
        let range =
            "<IterationIdentifier>\(place)</IterationIdentifier><MaxReadRecords>\(count)</MaxReadRecords>"
        return await pc.invoke(log, "GetRecords", range)
    }

    private static func times(_ answer: String) -> [UInt32] {
        texts("RecordArray", in: answer).compactMap {
            Data(base64Encoded: $0).flatMap { PlatformEvent(Array($0)) }?.time
        }
    }

    @Test("a full log is read in one call, newest first, and stays at its last record as hardware does")
    func wholeLog() async throws {
        let pc = try await Self.pc(400)
        #expect(text("IterationIdentifier", in: await pc.invoke(log, "PositionToFirstRecord")) == "1")
        let answer = await Self.read(pc, from: 1, 390)
        #expect(Self.times(answer) == Array((10...399).reversed()))
        #expect(text("NoMoreRecords", in: answer) == "true")
        #expect(text("IterationIdentifier", in: answer) == "390")
        #expect(text("CurrentNumberOfRecords", in: await pc.get(log)) == "390")
    }

    @Test("a log is read in pages, each where the last one ended")
    func pages() async throws {
        let pc = try await Self.pc(60)
        var (place, all) = (1, [UInt32]())
        var more = true
        while more {
            let answer = await Self.read(pc, from: place, 25)
            all += Self.times(answer)
            more = text("NoMoreRecords", in: answer) == "false"
            place = try #require(text("IterationIdentifier", in: answer).flatMap { Int($0) })
        }
        #expect(all == Array((0...59).reversed()))
    }

    @Test("a place is found by number and by distance, and there is none outside the log")
    func position() async throws {
        let pc = try await Self.pc(5)
        func move(_ place: Int, absolute: Bool, _ number: Int64) async -> String {
            let move =
                "<IterationIdentifier>\(place)</IterationIdentifier><MoveAbsolute>\(absolute)</MoveAbsolute>"
                + "<RecordNumber>\(number)</RecordNumber>"
            return await pc.invoke(log, "PositionAtRecord", move)
        }
        #expect(text("IterationIdentifier", in: await move(1, absolute: true, 4)) == "4")
        #expect(text("IterationIdentifier", in: await move(4, absolute: false, -2)) == "2")
        for (place, isAbsolute, number) in [(1, true, 6), (1, true, 0), (2, false, -2), (1, false, Int64.max)] {
            #expect(text("ReturnValue", in: await move(place, absolute: isAbsolute, Int64(number))) == "2")
        }
    }

    @Test("one record is read as numbers, byte by byte")
    func oneRecord() async throws {
        let pc = try await Self.pc(2)
        let step = "<IterationIdentifier>1</IterationIdentifier><PositionToNext>true</PositionToNext>"
        let answer = await pc.invoke(log, "GetRecord", step)
        let bytes = texts("RecordData", in: answer).compactMap { UInt8($0) }
        #expect(PlatformEvent(bytes)?.time == 1)
        #expect(text("IterationIdentifier", in: answer) == "2")
    }

    @Test("an empty log has no first record, and reading past the end brings none")
    func empty() async throws {
        let pc = try await Self.pc(0)
        #expect(text("ReturnValue", in: await pc.invoke(log, "PositionToFirstRecord")) == "3")
        #expect(text("ReturnValue", in: await Self.read(pc, from: 1, 390)) == "3")
        let other = try await Self.pc(1)
        for (place, count) in [(2, 1), (0, 1), (4_294_967_295, 390), (1, 0)] {
            #expect(text("ReturnValue", in: await Self.read(other, from: place, count)) == "2")
        }
    }

    @Test("a frozen log takes no records, and is frozen after a start")
    func freezing() async throws {
        let pc = try await Self.pc(3)
        #expect(text("ReturnValue", in: await pc.invoke(log, "FreezeLog", "<Freeze>true</Freeze>")) == "0")
        try await pc.nvram.append([], text: "lost")
        let again = try await ManagedPC(nvram: pc.nvram)
        #expect(text("IsFrozen", in: await again.get(log)) == "true")
        #expect(text("CurrentNumberOfRecords", in: await again.get(log)) == "3")
        _ = await again.invoke(log, "FreezeLog", "<Freeze>false</Freeze>")
        #expect(try await pc.nvram.append([], text: "kept") > 0)
    }

    @Test("the log has the properties that hardware's has, in its order")
    func properties() async throws {
        let answer = try await Self.pc(0).get(log)
        #expect(texts("Capabilities", in: answer) == ["5", "6", "8", "7"])
        #expect(answer.contains("<g:SizeOfHeader>0</g:SizeOfHeader><g:SizeOfRecordHeader>0</g:SizeOfRecordHeader>"))
    }

    @Test("each record is an entry with its fields")
    func entries() async throws {
        let pc = try await Self.pc(3)
        let answer = await pc.ask(
            "http://schemas.xmlsoap.org/ws/2004/09/transfer/Get",
            "AMT_EventLogEntry",
            selectors: ["RecordID": "1"]
        )
        #expect(text("TimeStamp", in: answer) == "2")
        #expect(text("EventSensorType", in: answer) == "15")
        #expect(text("EventData", in: answer) == "4008000000000000")
    }
}
