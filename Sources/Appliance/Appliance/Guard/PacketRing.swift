/// A packet as it is kept for evidence: from its network header on, and cut.
public struct KeptPacket: Sendable, Hashable {
    /// When it was seen, in microseconds since 1970.
    public var microseconds: UInt64
    /// How long it was before it was cut.
    public var length: UInt32
    public var bytes: [UInt8]
}

/// The latest packets, bounded in size: what came before a finding is still here when it is made.
public struct PacketRing: Sendable {
    private var packets: [KeptPacket] = []
    private var first = 0
    private var size = 0
    private let greatestSize: Int
    /// What a packet costs beside its bytes; also the size of its header in a pcap file.
    private static let overhead = 16

    /// Creates an empty ring for so many bytes.
    public init(greatestSize: Int = 2 << 20) { self.greatestSize = greatestSize }

    /// Takes a packet; the oldest make room for it.
    public mutating func add(_ packet: KeptPacket) {
        packets.append(packet)
        size += packet.bytes.count + Self.overhead
        while size > greatestSize, first < packets.count {
            size -= packets[first].bytes.count + Self.overhead
            first += 1
        }
        guard first > 1024, first * 2 > packets.count else { return }
        packets.removeFirst(first)
        first = 0
    }

    /// The packets of a span of time, the latest that fit into so many bytes, as a pcap file.
    public func capture(from start: UInt64, to end: UInt64, longest: Int = 1 << 20) -> [UInt8] {
        var chosen: [KeptPacket] = []
        var length = Self.fileHeader.count
        for packet in packets[first...].reversed() where (start...end).contains(packet.microseconds) {
            length += packet.bytes.count + Self.overhead
            guard length <= longest else { break }
            chosen.append(packet)
        }
        return Self.fileHeader + chosen.reversed().flatMap { Self.header($0) + $0.bytes }
    }

    /// The pcap header: version 2.4, packets of at most 64 KiB that begin with an IP header (LINKTYPE_RAW).
    private static let fileHeader: [UInt8] =
        little(0xA1B2_C3D4) + [2, 0, 4, 0] + little(0) + little(0) + little(65535) + little(101)

    private static func header(_ packet: KeptPacket) -> [UInt8] {
        little(UInt32(truncatingIfNeeded: packet.microseconds / 1_000_000))
            + little(UInt32(packet.microseconds % 1_000_000)) + little(UInt32(clamping: packet.bytes.count))
            + little(max(packet.length, UInt32(clamping: packet.bytes.count)))
    }

    private static func little(_ number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}
