/// What an IP packet carries, by IANA's protocol number.
public struct TransportProtocol: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    public static let icmp = TransportProtocol(rawValue: 1)
    public static let tcp = TransportProtocol(rawValue: 6)
    public static let udp = TransportProtocol(rawValue: 17)
    public static let icmpv6 = TransportProtocol(rawValue: 58)

    /// Whether the first four octets of its header are a source and a destination port.
    public var hasPorts: Bool { self == .tcp || self == .udp }
}
