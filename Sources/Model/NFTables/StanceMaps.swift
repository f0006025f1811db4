import PacketPolicy

/// What makes a stance: which frame types lead on, from either tap, and where to.
///
/// Both maps are changed in one transaction. What they do not list falls through to the drop.
struct StanceMaps: Hashable, Sendable {
    let maps: [VerdictMap]

    init(_ policy: Policy) {
        maps = Direction.allCases.map { Self.map($0, policy) }
    }

    /// Changes the stance of a table that exists.
    var replacement: [Statement] { maps.flatMap(\.replacement) }

    var statements: [Statement] { maps.flatMap(\.statements) }

    private static func map(_ direction: Direction, _ policy: Policy) -> VerdictMap {
        VerdictMap(
            name: Names.stanceMap(direction),
            keyType: direction == .fromUserOS ? "ether_addr . ether_type" : "ether_type",
            size: 64,
            counts: false,
            elements: targets(direction, policy).map { type, chain in
                let sender = direction == .fromUserOS ? "\(policy.hardwareAddress) . " : ""
                return "\(sender)\(type.nft) : goto \(chain)"
            }
        )
    }

    private static func targets(_ direction: Direction, _ policy: Policy) -> [(EtherType, String)] {
        switch policy.stance {
        case .open:
            [
                (.ipv4, Names.open(direction, "ip")), (.ipv6, Names.open(direction, "ip6")),
                (.arp, Names.open(direction, "arp")),
            ] + policy.extraEtherTypes.sorted { $0.rawValue < $1.rawValue }.map { ($0, Names.judged(direction)) }
        case .patching: [(.ipv4, Names.patching(direction, "ip")), (.arp, Names.patching(direction, "arp"))]
        case .quarantine: [(.ipv4, Names.quarantine(direction, "ip")), (.arp, Names.quarantine(direction, "arp"))]
        }
    }
}
