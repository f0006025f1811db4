/// What the intrusion detection takes for home: private networks, and those of which the LAN's routers and the server that
/// lends addresses say that they are on it.
public struct HomeNetworks: Sendable, Hashable {
    /// The networks that were told of, in the order in which they did.
    public private(set) var learned: [String] = []

    private static let always = [
        "10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fe80::/10",
    ]
    /// Each new one has the rules read again: whoever makes networks up has that done so often and no more.
    private static let most = 8

    /// Creates the networks that are home everywhere.
    public init() {}

    /// Takes a network; false when it was known, or there is no room.
    public mutating func learn(_ network: String) -> Bool {
        guard learned.count < Self.most, !learned.contains(network) else { return false }
        learned.append(network)
        return true
    }

    /// The part of Suricata's configuration that says so.
    public var configuration: String {
        "%YAML 1.1\n---\nHOME_NET: \"[\((Self.always + learned).joined(separator: ","))]\"\n"
    }
}

/// The networks that a router says are on the LAN (RFC 4861, 4.2 and 4.6.2).
enum RouterAdvertisement {
    private static let (headers, longestPrefix, prefixOption, onLink) = (56, 64, UInt8(3), UInt8(0x80))

    /// Reads the IPv6 packet of an advertisement, which may have been cut; only networks of the internet are news.
    static func networks(untrustedPacket bytes: [UInt8]) -> [String] {
        var (found, start) = ([String](), headers)
        while start + 2 <= bytes.count, bytes[start + 1] > 0 {
            let end = start + Int(bytes[start + 1]) * 8
            guard end <= bytes.count else { break }
            if let network = network(bytes[start..<end]) { found.append(network) }
            start = end
        }
        return found
    }

    private static func network(_ option: ArraySlice<UInt8>) -> String? {
        let bytes = Array(option)
        guard bytes.count == 32, bytes[0] == prefixOption, bytes[2] == longestPrefix, bytes[3] & onLink != 0,
            bytes[16] >> 5 == 1
        else { return nil }
        return LoggedPacket.ipv6(bytes[16..<24] + [UInt8](repeating: 0, count: 8)) + "/\(longestPrefix)"
    }
}
