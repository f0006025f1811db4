import PacketPolicy

/// A chain of the table with its rules.
struct Chain: Hashable, Comparable, Sendable {
    let name: String
    /// The device whose arriving frames the kernel hands to the chain; nil when only other chains lead to it.
    var device: String?
    let rules: [String]

    static func < (a: Chain, b: Chain) -> Bool { a.name < b.name }

    /// Makes the chain where it is missing. A chain with a device is never deleted: doing so leaks frames.
    var creation: Statement {
        device.map { .addBaseChain(name, device: $0) } ?? .addChain(name)
    }

    /// Makes the rules these and no others.
    var replacement: [Statement] {
        [.flushChain(name)] + rules.map { .addRule($0, to: name) }
    }
}

extension Chain {
    /// What an IPv4 packet must be for its ports to be ports: whole, or the first fragment.
    static let wholeOrFirst = "ip frag-off & 0x1fff == 0"

    /// An IPv4 fragment that is not the first. At this hook the kernel takes such a fragment's data for ports (of IPv6
    /// it does not), so rules that name ports must not see it.
    static let laterFragment = "ip frag-off & 0x1fff != 0"

    /// The two wires beside the filter's own: between the appliance and the LAN, unread.
    static func outerWires(_ chassis: Chassis) -> [Chain] {
        [
            Chain(name: Names.outArrival, device: chassis.outTap, rules: ["fwd to \"\(chassis.uplink)\""]),
            Chain(name: Names.uplinkArrival, device: chassis.uplink, rules: ["fwd to \"\(chassis.outTap)\""]),
        ]
    }

    /// Where frames of a direction arrive. What the stance's map does not list is counted and dropped.
    static func arrival(_ direction: Direction, _ chassis: Chassis, _ policy: Policy) -> Chain {
        let map = Names.stanceMap(direction)
        let unlisted = "counter name \"\(Names.unlisted(direction))\" drop"
        let spoofed =
            "ether saddr != \(policy.hardwareAddress) counter name \"\(Names.spoofed(direction))\" drop"
        return Chain(
            name: Names.arrival(direction),
            device: direction == .fromUserOS ? chassis.userTap : chassis.inTap,
            rules: direction == .fromUserOS
                ? ["ether saddr . ether type vmap @\(map)", spoofed, unlisted] : ["ether type vmap @\(map)", unlisted]
        )
    }

    /// Where frames leave for the other tap.
    static func wire(_ direction: Direction, _ chassis: Chassis) -> Chain {
        Chain(name: Names.wire(direction), rules: [pass(direction, chassis)])
    }

    /// IP in the open stance: what has sound headers is judged. No fragment may begin inside a TCP header (RFC 3128),
    /// or flags could hide from whoever looks for them.
    static func openIP(_ direction: Direction, _ family: IPAddress.Family) -> Chain {
        let malformed = "counter name \"\(Names.malformed(direction))\" drop"
        let offset = family == .ipv4 ? "ip frag-off & 0x1fff == 1" : "frag frag-off 1"
        let watch = direction == .fromUserOS ? ["meta l4proto != 255 \(ContainmentRules.entry)"] : []
        return Chain(
            name: Names.open(direction, family.nft),
            rules: ["\(offset) meta l4proto 6 \(malformed)"] + watch
                + ["meta l4proto != 255 goto \(Names.judged(direction))", malformed]
        )
    }

    /// What the open stance would pass: System Defense may take it away.
    static func judged(_ direction: Direction) -> Chain {
        Chain(
            name: Names.judged(direction),
            rules: ["jump \(Names.defense(direction))", "goto \(Names.wire(direction))"]
        )
    }

    /// ARP in the open stance: the user OS may speak for the PC's hardware address only.
    static func openARP(_ direction: Direction, _ policy: Policy) -> Chain {
        Chain(
            name: Names.open(direction, "arp"),
            rules: direction == .fromUserOS
                ? [
                    "arp saddr ether \(policy.hardwareAddress) goto \(Names.judged(direction))",
                    "counter name \"\(Names.spoofed(direction))\" drop",
                ] : ["goto \(Names.judged(direction))"]
        )
    }

    /// Means the ports of services, to the right side of a direction.
    private static func ports(of services: [RepairLink.Service], _ direction: Direction) -> String {
        let list = services.map { "\($0.transport.rawValue) . \($0.port)" }.joined(separator: ", ")
        return "meta l4proto . th \(direction == .fromUserOS ? "dport" : "sport") { \(list) }"
    }

    /// IP in the patching stance: the appliance's services and what they answer.
    static func patchingIP(_ direction: Direction) -> Chain {
        Chain(
            name: Names.patching(direction, "ip"),
            rules: [
                "\(laterFragment) counter name \"\(Names.notRepair(direction))\" drop",
                "ip saddr \(RepairLink.address(of: direction.sender))"
                    + " ip daddr \(RepairLink.address(of: direction.receiver))"
                    + " \(ports(of: RepairLink.services, direction)) goto \(Names.wire(direction))",
                "counter name \"\(Names.notRepair(direction))\" drop",
            ]
        )
    }

    /// ARP in the patching stance: between the two ends of the repair link.
    static func patchingARP(_ direction: Direction, _ policy: Policy) -> Chain {
        let hardware = direction == .fromUserOS ? "arp saddr ether \(policy.hardwareAddress) " : ""
        return Chain(
            name: Names.patching(direction, "arp"),
            rules: [
                "arp operation { request, reply } " + hardware
                    + "arp saddr ip \(RepairLink.address(of: direction.sender))"
                    + " arp daddr ip \(RepairLink.address(of: direction.receiver)) goto \(Names.wire(direction))",
                "counter name \"\(Names.notRepair(direction))\" drop",
            ]
        )
    }

    /// IP in quarantine: the page and the name service of the notice, and what they answer.
    static func quarantineIP(_ direction: Direction) -> Chain {
        let ports = ports(of: NoticeDesk.services, direction)
        return Chain(
            name: Names.quarantine(direction, "ip"),
            rules: [
                "\(laterFragment) counter name \"\(Names.unlisted(direction))\" drop",
                notice(direction, ports), "counter name \"\(Names.unlisted(direction))\" drop",
            ]
        )
    }

    /// ARP in quarantine: whomever the user OS asks for, it meets the desk.
    static func quarantineARP(_ direction: Direction, _ policy: Policy) -> Chain {
        let sender = direction == .fromUserOS ? policy.hardwareAddress : NoticeDesk.hardwareAddress
        let meant = "arp operation { request, reply } arp saddr ether \(sender)"
        return Chain(
            name: Names.quarantine(direction, "arp"),
            rules: [notice(direction, meant), "counter name \"\(Names.unlisted(direction))\" drop"]
        )
    }

    /// Lets what is meant go to the desk and to nobody else, or come from it.
    private static func notice(_ direction: Direction, _ meant: String) -> String {
        direction == .fromUserOS
            ? "\(meant) ether daddr set \(NoticeDesk.hardwareAddress) goto \(Names.wire(direction))"
            : "ether saddr \(NoticeDesk.hardwareAddress) \(meant) goto \(Names.wire(direction))"
    }

    private static func pass(_ direction: Direction, _ chassis: Chassis) -> String {
        let far = direction == .fromUserOS ? chassis.inTap : chassis.userTap
        return "counter name \"\(Names.passed(direction))\" fwd to \"\(far)\""
    }
}
