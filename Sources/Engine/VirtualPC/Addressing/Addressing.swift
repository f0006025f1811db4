public import PacketPolicy

/// How the engine's own adapter comes to its addresses.
public struct Addressing: Codable, Hashable, Sendable {
    /// Where the IPv4 address comes from.
    public enum Source: Codable, Hashable, Sendable {
        /// The host has given it, before the engine began.
        case host
        /// A console has set it.
        case fixed(FixedAddress)
        /// A server of the network gives it (RFC 2131).
        case dhcp
    }

    /// Where the IPv4 address comes from.
    public var ipv4: Source
    /// The IPv6 address that a console has set; nil for none.
    public var ipv6: FixedAddress?

    /// Creates an addressing from its parts; without any, all is the host's.
    public init(ipv4: Source = .host, ipv6: FixedAddress? = nil) {
        self.ipv4 = ipv4
        self.ipv6 = ipv6
    }
}

/// An address of one machine in a network, with the way out of it.
public struct FixedAddress: Codable, Hashable, Sendable {
    public let address: IPAddress
    /// How many bits the network's addresses have in common.
    public let prefixLength: Int
    /// The router, in the same network or on the same link (fe80::/10); nil for none.
    public let router: IPAddress?

    /// Creates an address; nil when no machine can have it, or its router is elsewhere.
    public init?(_ address: IPAddress, prefixLength: Int, router: IPAddress? = nil) {
        let width = address.octets.count * 8
        guard (1...width - 2).contains(prefixLength), Self.isOfAMachine(address, prefixLength, width) else {
            return nil
        }
        if let router {
            let others = UInt128(width - prefixLength)
            let isNear = address.number >> others == router.number >> others
            guard router.family == address.family, router != address,
                router.isLinkLocal || isNear && Self.isOfAMachine(router, prefixLength, width)
            else { return nil }
        }
        self.address = address
        self.prefixLength = prefixLength
        self.router = router
    }

    /// Reads an address within the same bounds.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let address = FixedAddress(
            try fields.decode(IPAddress.self, forKey: .address),
            prefixLength: try fields.decode(Int.self, forKey: .prefixLength),
            router: try fields.decodeIfPresent(IPAddress.self, forKey: .router)
        )
        guard let address else {
            throw DecodingError.dataCorruptedError(
                forKey: .address,
                in: fields,
                debugDescription: "no machine's address"
            )
        }
        self = address
    }

    /// Whether one machine can have the address: it is no group's, none of the host itself, and none of the network as a
    /// whole (RFC 6890; RFC 4291 2.4).
    private static func isOfAMachine(_ address: IPAddress, _ prefixLength: Int, _ width: Int) -> Bool {
        let everyone: UInt128 = (1 << UInt128(width - prefixLength)) - 1
        let own = address.number & everyone
        let first = address.octets[0]
        guard address.family == .ipv4 else {
            return first != 0xFF && first != 0xFE && address.number > 1 && own != 0
        }
        return first != 0 && first != 127 && first < 224 && own != 0 && own != everyone
    }
}

extension IPAddress {
    /// How many bits an IPv4 network mask, such as 255.255.255.0, leaves in common; nil when it is none.
    public var maskLength: Int? {
        guard family == .ipv4 else { return nil }
        let bits = UInt32(truncatingIfNeeded: number)
        return (~bits).leadingZeroBitCount + bits.trailingZeroBitCount == 32 ? (~bits).leadingZeroBitCount : nil
    }
}
