import ApplianceLink
import FoundationEssentials
import Testing

@testable import Appliance

@Suite("Evidence")
struct EvidenceTests {
    static func packet(_ second: UInt64, _ bytes: [UInt8]) -> KeptPacket {
        KeptPacket(microseconds: second * 1_000_000 + 7, length: 1500, bytes: bytes)
    }

    /// A folder of its own that is gone afterwards.
    static func withStore(_ body: (EvidenceStore) throws -> Void) rethrows {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(EvidenceStore(folder: folder))
    }

    @Test("A capture is a pcap file of the packets in its span of time")
    func capture() {
        var ring = PacketRing()
        for second in 1...3 as ClosedRange<UInt64> { ring.add(Self.packet(second, [0x45, UInt8(second)])) }
        let header: [UInt8] =
            [0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0]  // magic, version 2.4
            + [0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 101, 0, 0, 0]  // zone, accuracy, snap length, LINKTYPE_RAW
        let second: [UInt8] =
            [2, 0, 0, 0, 7, 0, 0, 0]  // seconds, microseconds
            + [2, 0, 0, 0, 0xDC, 5, 0, 0]  // kept 2 of 1500
            + [0x45, 2]
        #expect(ring.capture(from: 2_000_000, to: 2_999_999) == header + second)
        #expect(ring.capture(from: 4_000_000, to: .max) == header)
    }

    @Test("The ring never holds more than its bound, and a capture never more than is asked for; the latest stay")
    func bounded() {
        var ring = PacketRing(greatestSize: 10 * 116)
        for second in 0..<5000 as Range<UInt64> { ring.add(Self.packet(second, [UInt8](repeating: 1, count: 100))) }
        #expect(ring.capture(from: 0, to: .max).count == 24 + 10 * 116)
        #expect(ring.capture(from: 0, to: .max, longest: 24 + 3 * 116).count == 24 + 3 * 116)
        #expect(ring.capture(from: 4_999_000_000, to: .max).count == 24 + 116)
    }

    @Test("The memory of records keeps the latest within its bound")
    func records() {
        var memory = RecordMemory(greatestSize: 20)
        for number in 0..<100 { memory.add("{\"n\":\(number)}") }
        memory.add("")
        #expect(memory.text == "{\"n\":98}\n{\"n\":99}\n")
    }

    @Test("What is kept for a finding is read back in pieces")
    func pieces() throws {
        try Self.withStore { store in
            let id = UUID().uuidString
            let bytes = (0..<EvidenceOrder.longestPiece + 10).map { UInt8(truncatingIfNeeded: $0) }
            try store.keep(bytes, .capture, of: id)
            let first = try store.piece(EvidenceOrder(finding: id, part: .capture, offset: 0))
            let second = try store.piece(EvidenceOrder(finding: id, part: .capture, offset: first.bytes.count))
            #expect(first.size == bytes.count)
            #expect(Array(first.bytes + second.bytes) == bytes)
            let end = try store.piece(EvidenceOrder(finding: id, part: .capture, offset: bytes.count))
            #expect(end.bytes.isEmpty)
        }
    }

    @Test("A piece of nothing, beyond the end, or by a name that leaves the folder is refused")
    func refused() throws {
        try Self.withStore { store in
            let id = UUID().uuidString
            try store.keep([1], .records, of: id)
            for order in [
                EvidenceOrder(finding: id, part: .capture, offset: 0),
                EvidenceOrder(finding: id, part: .records, offset: 2),
                EvidenceOrder(finding: id, part: .records, offset: -1),
                EvidenceOrder(finding: "../../etc/passwd", part: .records, offset: 0),
            ] {
                #expect(throws: ApplianceError.self) { try store.piece(order) }
            }
        }
    }

    @Test("Evidence of what cost the PC its network stays, whatever is found after it")
    func cutOff() throws {
        try Self.withStore { store in
            let cut = UUID().uuidString
            try store.keep([7], .capture, of: cut, cutsOff: true)
            for _ in 0..<100 { try store.keep([1], .capture, of: UUID().uuidString) }
            #expect(try store.piece(EvidenceOrder(finding: cut, part: .capture, offset: 0)).bytes == Data([7]))
            #expect(Files.names(in: store.folder).count <= EvidenceStore.greatestNumber * 2 + 1)
        }
    }

    @Test("Evidence of only so many findings is kept")
    func pruned() throws {
        try Self.withStore { store in
            for _ in 0..<100 {
                let id = UUID().uuidString
                for part in EvidenceOrder.Part.allCases { try store.keep([1], part, of: id) }
            }
            #expect(Files.names(in: store.folder).count <= EvidenceStore.greatestNumber * 2)
        }
    }
}
