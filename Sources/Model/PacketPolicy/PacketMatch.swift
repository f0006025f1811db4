/// What a filter says about IP's headers; what is nil matches everything.
public struct PacketMatch: Codable, Hashable, Sendable {
    public var family: IPAddress.Family
    public var source: Addresses?
    public var destination: Addresses?
    public var transport: Transport
    /// The codes of differentiated services, one of which the packet must carry; none for whatever it carries.
    public var serviceCodes: Set<UInt8>
    /// IPv6's flow label.
    public var flowLabel: UInt32?

    /// Means all packets of a protocol until something is named.
    public init(
        _ family: IPAddress.Family,
        source: Addresses? = nil,
        destination: Addresses? = nil,
        transport: Transport = .any,
        serviceCodes: Set<UInt8> = [],
        flowLabel: UInt32? = nil
    ) {
        self.family = family
        self.source = source
        self.destination = destination
        self.transport = transport
        self.serviceCodes = serviceCodes
        self.flowLabel = flowLabel
    }

    /// A set of addresses.
    public enum Addresses: Codable, Hashable, Sendable {
        /// Those that are like one in the bits of a mask, which need not be contiguous.
        case masked(IPAddress, mask: IPAddress)
        /// From one to another, both included.
        case range(IPAddress, through: IPAddress)

        /// One address.
        public static func one(_ address: IPAddress) -> Self { .range(address, through: address) }
    }

    /// What a match says about the header behind IP's.
    public enum Transport: Codable, Hashable, Sendable {
        case any
        case number(TransportProtocol)
        case tcp(Ports = Ports(), flags: Flags = Flags())
        case udp(Ports = Ports())
    }

    /// Ports that a match names.
    public struct Ports: Codable, Hashable, Sendable {
        public var source: ClosedRange<UInt16>?
        public var destination: ClosedRange<UInt16>?

        public init(source: ClosedRange<UInt16>? = nil, destination: ClosedRange<UInt16>? = nil) {
            self.source = source
            self.destination = destination
        }
    }

    /// Flags of TCP that must be set, and others that must not be.
    public struct Flags: Codable, Hashable, Sendable {
        public var set: TCPFlags
        public var clear: TCPFlags

        public init(set: TCPFlags = [], clear: TCPFlags = []) {
            self.set = set
            self.clear = clear
        }
    }
}

extension PacketMatch {
    func matches(_ header: IPHeader) -> Bool {
        family == header.source.family && (source?.matches(header.source) ?? true)
            && (destination?.matches(header.destination) ?? true) && transport.matches(header)
            && (serviceCodes.isEmpty || serviceCodes.contains(header.serviceCode))
            && (flowLabel.map { $0 == header.flowLabel } ?? true)
    }
}

extension PacketMatch.Addresses {
    /// The protocol whose addresses these are; nil when they mix two.
    public var family: IPAddress.Family? {
        switch self {
        case .masked(let one, let other), .range(let one, let other): one.family == other.family ? one.family : nil
        }
    }

    func matches(_ address: IPAddress) -> Bool {
        switch self {
        case .masked(let wanted, let mask):
            family == address.family && address.number & mask.number == wanted.number & mask.number
        case .range(let first, let last):
            family == address.family && first.number <= address.number && address.number <= last.number
        }
    }
}

extension PacketMatch.Transport {
    /// The protocol that is named, if any.
    public var number: TransportProtocol? {
        switch self {
        case .any: nil
        case .number(let number): number
        case .tcp: .tcp
        case .udp: .udp
        }
    }

    /// The ports that are named; only TCP and UDP have some.
    public var ports: PacketMatch.Ports {
        switch self {
        case .any, .number: PacketMatch.Ports()
        case .tcp(let ports, _), .udp(let ports): ports
        }
    }

    /// The flags that are named; only TCP has some.
    public var flags: PacketMatch.Flags {
        if case .tcp(_, let flags) = self { flags } else { PacketMatch.Flags() }
    }

    func matches(_ header: IPHeader) -> Bool {
        (number.map { $0 == header.transport } ?? true) && ports.matches(header.ports) && flags.matches(header.flags)
    }
}

extension PacketMatch.Ports {
    func matches(_ ports: IPHeader.Ports?) -> Bool {
        guard source != nil || destination != nil else { return true }
        guard let ports else { return false }
        return (source?.contains(ports.source) ?? true) && (destination?.contains(ports.destination) ?? true)
    }
}

extension PacketMatch.Flags {
    func matches(_ flags: TCPFlags?) -> Bool {
        guard !set.isEmpty || !clear.isEmpty else { return true }
        return flags.map { $0.isSuperset(of: set) && $0.isDisjoint(with: clear) } ?? false
    }
}
