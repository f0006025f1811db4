import FoundationEssentials
import PacketPolicy
import Testing
import VirtualPC

@testable import Auditing
@testable import ObjectManager
@testable import ManagementEngine

@Suite("An audit record")
struct AuditRecordTests {
    @Test("has its numbers most significant byte first, and counts what has no fixed length")
    func layout() {
        let record = AuditRecord(
            .timeSet,
            by: .digest(name: "admin"),
            at: 0x5EF9_DEC2,
            from: .ipv4("10.0.0.1"),
            [0x5E, 0xFA, 0x41, 0x12]
        )
        let expected: [UInt8] =
            [0x00, 0x15]  // application: time
            + [0x00, 0x00]  // event: set
            + [0x00, 0x05] + Array("admin".utf8)  // initiator: digest, its name
            + [0x5E, 0xF9, 0xDE, 0xC2]  // when
            + [0x00, 0x08] + Array("10.0.0.1".utf8)  // location: IPv4, the address
            + [0x04, 0x5E, 0xFA, 0x41, 0x12]  // extended data: the new time
        #expect(record.bytes == expected)
        #expect(AuditRecord(expected) == record)
    }

    @Test(
        "of every kind of initiator and location reads as it was written",
        arguments: [
            AuditRecord.Initiator.digest(name: ""), .kerberos(domain: 7, sid: [1, 2, 3]), .local, .screen,
        ],
        [AuditRecord.Location.ipv4("1.2.3.4"), .ipv6("fe80::1"), .none]
    )
    func kinds(initiator: AuditRecord.Initiator, location: AuditRecord.Location) {
        let record = AuditRecord(.poweredUp, by: initiator, at: 1, from: location, [1, 0, 0, 0, 0, 0, 0])
        #expect(AuditRecord(record.bytes) == record)
    }

    @Test("that ends early or late is none")
    func malformed() {
        let whole = AuditRecord(.timeSet, by: .digest(name: "a"), at: 1, from: .none, [1, 2]).bytes
        for length in 0..<whole.count { #expect(AuditRecord(Array(whole.prefix(length))) == nil) }
        #expect(AuditRecord(whole + [0]) == nil)
        #expect(AuditRecord(Array(repeating: 0xFF, count: 64)) == nil)
    }

    @Test(
        "of hardware reads, and is written back byte for byte",
        .enabled(if: RecordedLogs.exist),
        arguments: RecordedLogs.auditRecords
    )
    func recorded(bytes: [UInt8]) throws {
        let record = try #require(AuditRecord(bytes))
        #expect(record.bytes == bytes)
        #expect(AuditEvent(rawValue: UInt32(record.application) << 16 | UInt32(record.event)) != nil)
    }

    @Test("is known of hardware in some number", .enabled(if: RecordedLogs.exist))
    func recordings() {
        #expect(RecordedLogs.auditRecords.count >= 12)
        #expect(RecordedLogs.eventRecords.count >= 31)
    }
}

@Suite("An event record")
struct PlatformEventTests {
    @Test("has its time least byte first, then the fields and eight bytes of data")
    func layout() throws {
        let bytes: [UInt8] =
            [0x63, 0xC8, 0x98, 0x65]  // when
            + [0xFF, 0x06, 0x6F, 0x05]  // device address, sensor type, event type, offset
            + [0x68, 0x10, 0xFF, 0x26, 0x61]  // source type, severity, sensor number, entity, instance
            + [0xAA, 0x0A, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00]  // data
        let event = try #require(PlatformEvent(bytes))
        #expect(event.time == 0x6598_C863)
        #expect(event.sensorType == 6 && event.offset == 5 && event.severity == 0x10 && event.entity == 0x26)
        #expect(event.data.prefix(2) == [0xAA, 0x0A])
        #expect(event.bytes == bytes)
    }

    @Test("has 21 bytes", arguments: [0, 20, 22])
    func length(count: Int) { #expect(PlatformEvent(Array(repeating: 0, count: count)) == nil) }

    @Test(
        "of hardware reads, and is written back byte for byte",
        .enabled(if: RecordedLogs.exist),
        arguments: RecordedLogs.eventRecords
    )
    func recorded(bytes: [UInt8]) { #expect(PlatformEvent(bytes)?.bytes == bytes) }

    @Test("of the engine's own events is one")
    func own() {
        for event in [LoggedEvent.power(.on), .power(.offHard), .bootFailed, .stance(.quarantine, reason: "r")] {
            let bytes = event.record(at: Date(timeIntervalSince1970: 1))
            #expect(PlatformEvent(bytes)?.bytes == bytes)
        }
    }
}
