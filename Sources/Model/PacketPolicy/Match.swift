/// Which frames a filter means.
public enum Match: Codable, Hashable, Sendable {
    /// By the Ethernet header.
    case frame(FrameMatch)
    /// By the headers of IPv4 or IPv6, and of TCP or UDP behind them.
    case packet(PacketMatch)

    /// Whether a packet is meant.
    public func matches(_ packet: Packet) -> Bool {
        switch (self, packet.content) {
        case (.frame(let match), _): match.matches(packet)
        case (.packet(let match), .ip(let header)): match.matches(header)
        case (.packet, _): false
        }
    }
}

/// What a filter says about the Ethernet header; what is nil matches everything.
public struct FrameMatch: Codable, Hashable, Sendable {
    public var source: Hardware?
    public var destination: Hardware?
    /// The type in the frame's own header; of a tagged frame the tag's.
    public var etherType: EtherType?
    /// The tag of 802.1Q.
    public var vlan: UInt16?
    /// The priority in the tag of 802.1Q.
    public var priority: UInt8?

    /// Means all frames until something is named.
    public init(
        source: Hardware? = nil,
        destination: Hardware? = nil,
        etherType: EtherType? = nil,
        vlan: UInt16? = nil,
        priority: UInt8? = nil
    ) {
        self.source = source
        self.destination = destination
        self.etherType = etherType
        self.vlan = vlan
        self.priority = priority
    }

    /// The hardware addresses that are like one in the bits of a mask.
    public struct Hardware: Codable, Hashable, Sendable {
        public let address: MACAddress
        public let mask: MACAddress

        public init(_ address: MACAddress, mask: MACAddress = MACAddress(bits: .max)) {
            self.address = MACAddress(bits: address.bits & mask.bits)
            self.mask = mask
        }
    }

    func matches(_ packet: Packet) -> Bool {
        (source?.matches(packet.source) ?? true) && (destination?.matches(packet.destination) ?? true)
            && (etherType.map { $0 == packet.etherType } ?? true) && tag(packet)
    }

    private func tag(_ packet: Packet) -> Bool {
        (vlan.map { $0 == packet.tag?.vlan } ?? true) && (priority.map { $0 == packet.tag?.priority } ?? true)
    }
}

extension FrameMatch.Hardware {
    func matches(_ other: MACAddress) -> Bool { other.bits & mask.bits == address.bits }
}
