import FoundationEssentials
import Glibc
import Inventory
import PacketPolicy
import Testing

@testable import VirtualPC

@Suite("The stance after a start")
struct StanceRecordTests {
    private func record(_ stance: Stance) -> StanceRecord {
        StanceRecord(stance: stance, reason: "kept", since: Date(timeIntervalSinceReferenceDate: 0))
    }

    @Test(
        "is the tighter one of what was kept and what the filter held",
        arguments: Stance.allCases,
        Stance.allCases
    )
    func tighter(kept: Stance, held: Stance) {
        let restored = StanceRecord.restored(from: .record(record(kept)), held: held)
        #expect(restored.stance.severity == max(kept.severity, held.severity))
        if kept.severity >= held.severity { #expect(restored == record(kept)) }
    }

    @Test("is what was kept when there is no filter any more, as after the host's start", arguments: Stance.allCases)
    func noFilter(kept: Stance) {
        #expect(StanceRecord.restored(from: .record(record(kept)), held: nil) == record(kept))
    }

    @Test("is open at the first start, and cut off when what was kept cannot be read")
    func nothingKept() throws {
        let path = "/tmp/sekisho-stance-\(UUID().uuidString)"
        defer { unlink(path) }
        #expect(StanceRecord.restored(from: StanceRecord.load(path), held: nil).stance == .open)
        #expect(FileManager.default.createFile(atPath: path, contents: Data()))
        #expect(StanceRecord.restored(from: StanceRecord.load(path), held: .open).stance == .quarantine)
        try record(.patching).save(path)
        #expect(StanceRecord.restored(from: StanceRecord.load(path), held: nil) == record(.patching))
    }

    @Test("keeps the case while the PC stays cut off, and tells the user of it only then")
    func notices() {
        var first = record(.quarantine)
        (first.kind, first.caseNumber, first.contact) = (.worm, "1A2B3C4D", "")
        let second = record(.quarantine).following(first)
        let notice = second.notice(contact: "ext. 42")
        #expect(notice?.kind == .worm)
        #expect(notice?.caseNumber == "1A2B3C4D")
        #expect(notice?.contact == "ext. 42", "an empty contact is none")
        #expect(record(.open).following(first).notice(contact: "") == nil)
        let other = record(.quarantine).following(record(.open))
        #expect(other.notice(contact: "")?.caseNumber == nil)
    }

    @Test("is read from what an engine before had written")
    func older() throws {
        let line = Data(#"{"stance":"quarantine","reason":"kept","since":0}"#.utf8)
        #expect(try JSONDecoder().decode(StanceRecord.self, from: line) == record(.quarantine))
    }
}
