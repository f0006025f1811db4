/// What the filter looks at in one frame.
public struct Packet: Hashable, Sendable {
    /// Which way the frame travels.
    public var direction: Direction
    /// The sender's hardware address in the frame's own header.
    public var source: MACAddress
    /// The receiver's hardware address in the frame's own header.
    public var destination: MACAddress
    /// The type in the frame's own header; of a tagged frame the tag's.
    public var etherType: EtherType
    /// What the tag of 802.1Q says, in a frame that has one.
    public var tag: Tag?
    /// What the headers behind it say.
    public var content: Content

    public init(
        direction: Direction,
        source: MACAddress,
        destination: MACAddress = MACAddress(bits: .max),
        etherType: EtherType,
        tag: Tag? = nil,
        content: Content
    ) {
        self.direction = direction
        self.source = source
        self.destination = destination
        self.etherType = etherType
        self.tag = tag
        self.content = content
    }

    /// What a tag of 802.1Q says.
    public struct Tag: Hashable, Sendable {
        public var vlan: UInt16
        public var priority: UInt8

        /// Reads the two octets behind the tag's type.
        public init(_ control: UInt16) {
            vlan = control & 0xfff
            priority = UInt8(control >> 13)
        }
    }

    /// The headers behind the frame's own.
    public enum Content: Hashable, Sendable {
        case ip(IPHeader)
        case arp(ARPMessage)
        /// A type that the filter does not read, or a header that is cut short or contradicts itself.
        case opaque
    }
}

/// The part of an IPv4 or IPv6 packet's headers that filters can name.
public struct IPHeader: Hashable, Sendable {
    public var source: IPAddress
    public var destination: IPAddress
    /// The protocol behind all extension headers.
    public var transport: TransportProtocol
    /// The ports of TCP and UDP; absent in a fragment that is not the first, which does not carry them.
    public var ports: Ports?
    /// The flags of a TCP header that is there as far as them.
    public var flags: TCPFlags?
    /// The code of differentiated services.
    public var serviceCode: UInt8
    /// IPv6's flow label; 0 in IPv4.
    public var flowLabel: UInt32
    /// Whether it is a fragment that begins inside the TCP header (RFC 3128), as nothing honest does.
    public var isTiny: Bool

    public init(
        source: IPAddress,
        destination: IPAddress,
        transport: TransportProtocol,
        ports: Ports? = nil,
        flags: TCPFlags? = nil,
        serviceCode: UInt8 = 0,
        flowLabel: UInt32 = 0,
        isTiny: Bool = false
    ) {
        self.source = source
        self.destination = destination
        self.transport = transport
        self.ports = ports
        self.flags = flags
        self.serviceCode = serviceCode
        self.flowLabel = flowLabel
        self.isTiny = isTiny
    }

    /// The two ports of a packet.
    public struct Ports: Hashable, Sendable {
        public var source: UInt16
        public var destination: UInt16

        public init(source: UInt16, destination: UInt16) {
            self.source = source
            self.destination = destination
        }
    }
}

/// An ARP message about IPv4 addresses on Ethernet.
public struct ARPMessage: Hashable, Sendable {
    /// 1 asks, 2 answers.
    public var operation: UInt16
    /// The hardware address that the message binds to its sender.
    public var senderHardware: MACAddress
    public var sender: IPAddress
    public var target: IPAddress

    public init(operation: UInt16, senderHardware: MACAddress, sender: IPAddress, target: IPAddress) {
        self.operation = operation
        self.senderHardware = senderHardware
        self.sender = sender
        self.target = target
    }
}
