import PacketPolicy

/// The names of what the table holds; `nft list table netdev sekisho` shows them to the administrator.
enum Names {
    static let layout = "layout"

    static func stanceMap(_ direction: Direction) -> String { direction.nft }
    static func passed(_ direction: Direction) -> String { direction.nft + "_passed" }
    static func spoofed(_ direction: Direction) -> String { direction.nft + "_spoofed" }
    static func unlisted(_ direction: Direction) -> String { direction.nft + "_unlisted" }
    static func malformed(_ direction: Direction) -> String { direction.nft + "_malformed" }
    static func notRepair(_ direction: Direction) -> String { direction.nft + "_not_repair" }

    /// The chain at the tap where frames of a direction arrive.
    static func arrival(_ direction: Direction) -> String { direction == .fromUserOS ? "at_user_tap" : "at_in_tap" }
    static let outArrival = "at_out_tap"
    static let uplinkArrival = "at_uplink"

    static func wire(_ direction: Direction) -> String { "wire_" + direction.nft }
    static func open(_ direction: Direction, _ word: String) -> String { "open_\(direction.nft)_\(word)" }
    static func patching(_ direction: Direction, _ word: String) -> String { "patching_\(direction.nft)_\(word)" }

    static func counters(_ direction: Direction) -> [String] {
        [passed, spoofed, unlisted, malformed, notRepair].map { $0(direction) }
    }
}

extension Direction {
    var nft: String { self == .fromUserOS ? "from_user" : "to_user" }
}

extension IPAddress.Family {
    var nft: String { self == .ipv4 ? "ip" : "ip6" }
    var nftAddressType: String { self == .ipv4 ? "ipv4_addr" : "ipv6_addr" }
}

extension EtherType {
    var nft: String {
        switch self {
        case .ipv4: "ip"
        case .ipv6: "ip6"
        case .arp: "arp"
        default: "0x" + String(rawValue, radix: 16)
        }
    }
}
