/// What a frame carries, by the number that stands right after its two hardware addresses.
///
/// A tagged frame's type is its tag's (802.1Q or 802.1ad), never what stands behind the tag.
public struct EtherType: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    public static let ipv4 = EtherType(rawValue: 0x0800)
    public static let arp = EtherType(rawValue: 0x0806)
    /// A VLAN tag of 802.1Q.
    public static let vlan = EtherType(rawValue: 0x8100)
    public static let ipv6 = EtherType(rawValue: 0x86dd)
    /// A service provider's outer tag, of 802.1ad.
    public static let serviceVLAN = EtherType(rawValue: 0x88a8)
}
