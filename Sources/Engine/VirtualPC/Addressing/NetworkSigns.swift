public import PacketPolicy

/// By what the engine's own adapter can tell which network it is in.
public struct NetworkSigns: Codable, Hashable, Sendable {
    /// The DNS domain that came with the lease of the address (RFC 2132 3.17), empty when the server named none; nil where
    /// the address is not lent.
    public var domain: String?
    /// The networks of the adapter's IPv6 addresses.
    public var ipv6Networks: [IPv6Network]

    /// Creates the signs from their parts; without any, nothing is known.
    public init(domain: String? = nil, ipv6Networks: [IPv6Network] = []) {
        self.domain = domain
        self.ipv6Networks = ipv6Networks
    }
}

/// An IPv6 network: what its addresses have in common.
public struct IPv6Network: Codable, Hashable, Sendable {
    /// The first bits, the others 0.
    public let prefix: IPAddress
    public let length: Int

    /// The network of an address; nil when it is of IPv4, or no network has so many bits.
    public init?(of address: IPAddress, length: Int) {
        guard address.family == .ipv6, (1...128).contains(length) else { return nil }
        prefix = IPAddress(address.number & ~Self.others(length), .ipv6)
        self.length = length
    }

    /// Reads a prefix such as `2001:db8:7::/48`; one without a length has 64 bits, as a link has (RFC 4291 2.5.1).
    public init?(untrusted text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first.flatMap({ IPAddress(untrusted: String($0)) }),
            let length = parts.count == 1 ? 64 : Int(parts[1])
        else { return nil }
        self.init(of: address, length: length)
    }

    /// Whether another network is this one, or a part of it.
    public func contains(_ other: IPv6Network) -> Bool {
        length <= other.length && other.prefix.number & ~Self.others(length) == prefix.number
    }

    private static func others(_ length: Int) -> UInt128 { length >= 128 ? 0 : UInt128.max >> UInt128(length) }
}
