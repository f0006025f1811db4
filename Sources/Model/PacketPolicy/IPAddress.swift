import Glibc

/// An address of IPv4 or IPv6.
public struct IPAddress: Hashable, Sendable {
    /// The address in the order of the wire: 4 octets or 16.
    public let octets: [UInt8]

    /// Which protocol the address belongs to.
    public var family: Family { octets.count == 4 ? .ipv4 : .ipv6 }

    /// Takes 4 or 16 octets.
    public init?(octets: some Collection<UInt8>) {
        guard octets.count == 4 || octets.count == 16 else { return nil }
        self.octets = Array(octets)
    }

    /// Reads a numeric address; names are refused.
    public init?(untrusted text: String) {
        guard let octets = Self.octets(of: text, AF_INET, 4) ?? Self.octets(of: text, AF_INET6, 16) else { return nil }
        self.octets = octets
    }

    /// An IPv4 address from its four numbers.
    public static func ipv4(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) -> IPAddress {
        IPAddress(checked: [a, b, c, d])
    }

    private init(checked octets: [UInt8]) {
        self.octets = octets
    }

    private static func octets(of text: String, _ family: Int32, _ count: Int) -> [UInt8]? {
        var octets = [UInt8](repeating: 0, count: count)
        return inet_pton(family, text, &octets) == 1 ? octets : nil
    }

    /// The address as a number.
    public var number: UInt128 { octets.reduce(0) { $0 << 8 | UInt128($1) } }

    /// The address of a number, of which only the bits that the protocol's addresses have are taken.
    public init(_ number: UInt128, _ family: Family) {
        let count = family == .ipv4 ? 4 : 16
        octets = (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> UInt128($0 * 8)) }
    }

    /// Whether it says that the sender has none.
    var isUnspecified: Bool { number == 0 }

    /// Whether it is one of fe80::/10.
    public var isLinkLocal: Bool { family == .ipv6 && octets[0] == 0xfe && octets[1] & 0xc0 == 0x80 }

    /// The two protocols that have addresses.
    public enum Family: String, Codable, CaseIterable, Hashable, Sendable {
        case ipv4
        case ipv6
    }
}

extension IPAddress: CustomStringConvertible, LosslessStringConvertible {
    /// Dotted numbers for IPv4, the short form with `::` for IPv6.
    public var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        inet_ntop(family == .ipv4 ? AF_INET : AF_INET6, octets, &text, socklen_t(text.count))
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    public init?(_ description: String) {
        self.init(untrusted: description)
    }
}

extension IPAddress: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let address = IPAddress(untrusted: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a numeric IP address")
        }
        self = address
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
