import PacketPolicy

/// The names of what the table holds; `nft list table netdev sekisho` shows them to the administrator.
enum Names {
    static let layout = "layout"
    /// Tell the policy and the containment that are in force.
    static let defenseMark = "defense"
    static let containmentMark = "containment"

    static func stanceMap(_ direction: Direction) -> String { direction.nft }
    static func passed(_ direction: Direction) -> String { direction.nft + "_passed" }
    static func spoofed(_ direction: Direction) -> String { direction.nft + "_spoofed" }
    static func unlisted(_ direction: Direction) -> String { direction.nft + "_unlisted" }
    static func malformed(_ direction: Direction) -> String { direction.nft + "_malformed" }
    static func notRepair(_ direction: Direction) -> String { direction.nft + "_not_repair" }

    static func defended(_ direction: Direction) -> String { direction.nft + "_defended" }
    static let contained = "from_user_contained"

    /// Where System Defense begins to judge a direction.
    static func defense(_ direction: Direction) -> String { "defense_" + direction.nft }
    static func judged(_ direction: Direction) -> String { "judged_" + direction.nft }

    /// A number that is hardly the same for two different texts.
    static func number(_ text: String) -> UInt32 {
        text.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }

    /// The chain at the tap where frames of a direction arrive.
    static func arrival(_ direction: Direction) -> String { direction == .fromUserOS ? "at_user_tap" : "at_in_tap" }
    static let outArrival = "at_out_tap"
    static let uplinkArrival = "at_uplink"

    static func wire(_ direction: Direction) -> String { "wire_" + direction.nft }
    static func open(_ direction: Direction, _ word: String) -> String { "open_\(direction.nft)_\(word)" }
    static func patching(_ direction: Direction, _ word: String) -> String { "patching_\(direction.nft)_\(word)" }

    static func quarantine(_ direction: Direction, _ word: String) -> String { "quarantine_\(direction.nft)_\(word)" }

    static func counters(_ direction: Direction) -> [String] {
        [passed, spoofed, unlisted, malformed, notRepair, defended].map { $0(direction) }
            + (direction == .fromUserOS ? [contained] : [])
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
