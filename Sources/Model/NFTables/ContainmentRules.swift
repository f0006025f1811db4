import PacketPolicy

/// The containment of worms as rules: connections that the user OS attempts are counted where they pass.
///
/// A window is an element that lives as long as the window and holds a limit that is never refilled in that time.
struct ContainmentRules: Sendable {
    static let fast = "worm_fast"
    static let slow = "worm_slow"
    /// Marks 1 for the fast window and 2 for the slow one, while an encounter lasts.
    static let reason = "worm_reason"
    /// The sender, while an encounter lasts.
    static let encounter = "worm_encounter"
    static let ports = "worm_ports"
    private static let peers = "worm_peers"
    private static let peers6 = "worm_peers6"
    private static let watch = "worm_watch"
    private static let attempt = "worm_attempt"
    private static let trip = "worm_trip"

    let containment: Containment?

    /// The jump into the rules, from where IP of the user OS passes.
    static let entry = "jump \(watch)"

    /// What the rules need, made once.
    static var creation: [Statement] {
        sets.map { name, type, size in .addSet(name, "type \(type); size \(size); flags dynamic,timeout;") }
            + [watch, attempt, trip].map(Statement.addChain)
    }

    /// Ends an encounter, and forgets what was counted.
    static var ending: [Statement] { sets.map { .flushSet($0.name) } }

    private static let sets: [(name: String, type: String, size: Int)] = [
        (fast, "ether_addr", 16), (slow, "ether_addr", 16), (reason, "mark", 16), (encounter, "ether_addr", 16),
        (ports, "inet_proto . inet_service", 64), (peers, "ipv4_addr . inet_service", 65_536),
        (peers6, "ipv6_addr . inet_service", 65_536),
    ]

    /// Puts these rules in force.
    var statements: [Statement] {
        chains.flatMap(\.replacement) + (containment == nil ? Self.ending : [])
    }

    /// Puts these rules in force, and marks the table with them.
    var marked: [Statement] { statements + Statement.mark(Names.containmentMark, number) }

    var number: UInt32 { Names.number(statements.script) }

    private var chains: [Chain] {
        guard let containment else { return [Self.watch, Self.attempt, Self.trip].map { Chain(name: $0, rules: []) } }
        return [
            Chain(name: Self.watch, rules: Self.watch(containment)),
            Chain(name: Self.attempt, rules: Self.attempt(containment)),
            Chain(name: Self.trip, rules: Self.trip(containment)),
        ]
    }

    private static let drop = "counter name \"\(Names.contained)\" drop"

    private static func watch(_ containment: Containment) -> [String] {
        let port = "meta l4proto . th dport @\(ports) \(drop)"
        return (containment.blocksAll ? ["ether saddr @\(encounter) \(drop)"] : [])
            + (containment.blocksPort ? ["\(Chain.wholeOrFirst) \(port)", "ether type ip6 \(port)"] : [])
            + ["ether saddr @\(encounter) return"]
            + attempts(Chain.wholeOrFirst, "ip daddr", peers) + attempts("ether type ip6", "ip6 daddr", peers6)
    }

    /// A set without room counts a datagram as an attempt, too.
    private static func attempts(_ condition: String, _ address: String, _ peers: String) -> [String] {
        let peer = "\(address) . udp dport"
        return [
            "\(condition) tcp flags & 18 == 2 goto \(attempt)",
            "\(condition) \(peer) @\(peers) return",
            "\(condition) add @\(peers) { \(peer) timeout \(Containment.peerSeconds)s } goto \(attempt)",
            "\(condition) meta l4proto 17 goto \(attempt)",
        ]
    }

    private static func attempt(_ containment: Containment) -> [String] {
        [(containment.fast, fast, 1), (containment.slow, slow, 2)].compactMap { window, set, mark in
            window.map {
                "add @\(set) { ether saddr timeout \($0.milliseconds)ms"
                    + " limit rate over 1/day burst \($0.attempts) packets } meta mark set \(mark) goto \(trip)"
            }
        }
    }

    private static func trip(_ containment: Containment) -> [String] {
        let timeout = containment.seconds == 0 ? "" : " timeout \(containment.seconds)s"
        return ["add @\(reason) { meta mark\(timeout) }"]
            + (containment.blocksPort ? ["add @\(ports) { meta l4proto . th dport\(timeout) }"] : [])
            + ["add @\(encounter) { ether saddr\(timeout) }"]
            + (containment.blocksAll || containment.blocksPort ? [drop] : [])
    }
}
