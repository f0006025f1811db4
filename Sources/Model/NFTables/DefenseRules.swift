import PacketPolicy

/// A policy of System Defense as maps, and rules that look into them.
///
/// A packet meets every map of its direction. What it finds there is noted in its mark: 1 for a filter that means it,
/// 2 for one that drops it. In the end the mark decides. Names carry a version, so that a policy is made beside the one
/// in force, whose maps are only removed when no packet can look into them any more.
struct DefenseRules: Sendable {
    static let namePrefix = "defense"
    /// Marks of a packet.
    private static let meant = 1
    private static let dropped = 3

    let active: ActivePolicy?
    let version: UInt32
    private(set) var maps: [(shape: DefenseShape, map: VerdictMap)] = []
    private(set) var groups: [DefenseGroup] = []
    private var outcomes: [String: Chain] = [:]

    init(_ active: ActivePolicy?, version: UInt32) {
        self.active = active
        self.version = version
        guard let active else { return }
        for (shape, filters) in Self.sorted(active.filters) {
            for layer in DefenseGroup.layers(filters, isExact: shape.isExact) { add(layer, shape) }
        }
    }

    private static func sorted(_ filters: [Filter]) -> [(DefenseShape, [(key: DefenseKey, filter: Filter)])] {
        let keyed = filters.sorted { $0.id < $1.id }.map { (key: DefenseKey($0.match), filter: $0) }
        return Dictionary(grouping: keyed) { DefenseShape($0.filter, $0.key) }
            .sorted { $0.key.order < $1.key.order }.map { ($0.key, $0.value) }
    }

    private mutating func add(_ layer: [DefenseGroup], _ shape: DefenseShape) {
        let elements = layer.map { group in
            "\(shape.text(group.ranges)) comment \"\(group.number)\" : jump \(outcome(group))"
        }
        let map = VerdictMap(
            name: name("\(maps.count)"),
            keyType: shape.keyType,
            size: shape.isExact ? VerdictMap.capacity(for: layer.count) : nil,
            isInterval: !shape.isExact,
            counts: true,
            elements: elements
        )
        maps.append((shape, map))
        groups += layer
    }

    /// The chain that notes what a group of filters says; groups that say the same share it, limits never.
    private mutating func outcome(_ group: DefenseGroup) -> String {
        let drops = group.filters.contains(where: \.drops)
        let isEvent = group.filters.contains(where: \.raisesEvent)
        let limits = group.filters.compactMap(\.limit)
        let word = (drops ? "drop" : "pass") + (isEvent ? "_event" : "")
        let chain = name(limits.isEmpty ? word : "limit_\(group.number)")
        outcomes[chain] = Chain(
            name: chain,
            rules: (isEvent ? [note] : []) + limits.map(Self.limit) + [Self.mark(drops ? Self.dropped : Self.meant)]
        )
        return chain
    }

    private static func mark(_ bits: Int) -> String { "meta mark set meta mark | \(bits)" }

    private static func limit(_ perSecond: UInt32) -> String {
        guard perSecond > 0 else { return mark(dropped) }
        return "limit rate over \(perSecond)/second burst \(perSecond) packets \(mark(dropped))"
    }

    private func name(_ word: String) -> String { Self.namePrefix + "\(version)_" + word }

    /// Counts a packet that raises an event.
    private var note: String { "update @\(events) { meta iiftype counter }" }
}

extension DefenseRules {
    /// The set whose one element counts the packets that raise an event.
    var events: String { name("events") }
    var spoofed: String { name("spoofed") }
    func otherwise(_ direction: Direction) -> String { name("otherwise_" + direction.nft) }

    /// Tells this policy from others in the kernel, whatever its version.
    var number: UInt32 { Names.number(DefenseRules(active, version: 0).statements.script) }

    /// Makes the policy beside the one in force, then puts it in force, in one transaction.
    var statements: [Statement] {
        own + switches.map(\.creation) + maps.flatMap(\.map.statements)
            + (Array(outcomes.values) + chains).sorted().flatMap(\.replacement) + switches.flatMap(\.replacement)
    }

    /// Puts the policy in force, and marks the table with it.
    var marked: [Statement] { statements + Statement.mark(Names.defenseMark, number) }

    /// Removes what belongs to this version, once another is in force.
    var removal: [Statement] {
        guard active != nil else { return [] }
        let chains = chains.map(\.name)
        return chains.map(Statement.flushChain) + maps.map { .deleteMap($0.map.name) }
            + (chains + outcomes.keys.sorted()).map(Statement.deleteChain)
            + [.deleteSet(events)] + counters.map(Statement.deleteCounter)
    }

    private var counters: [String] { [spoofed] + Direction.allCases.map(otherwise) }

    private var own: [Statement] {
        guard active != nil else { return [] }
        return counters.map(Statement.addCounter) + [.addSet(events, "type iface_type; size 4; flags dynamic;")]
            + (outcomes.keys.sorted() + chains.map(\.name)).map(Statement.addChain)
    }

    /// The one rule of each direction that is exchanged: it leads to the chains of the version in force.
    ///
    /// Chains of a version never change. A packet that meets rules while the kernel exchanges them twice may see one
    /// chain as it was and the next as it is; led to one version at the switch, it meets nothing of another.
    private var switches: [Chain] {
        Direction.allCases.map { direction in
            let rules = active == nil ? [] : ["jump \(judgement(direction))"]
            return Chain(name: Names.defense(direction), rules: rules)
        }
    }

    private var chains: [Chain] { active == nil ? [] : Direction.allCases.flatMap(chains) }

    private func chains(_ direction: Direction) -> [Chain] {
        [Chain(name: judgement(direction), rules: entry(direction))]
            + IPAddress.Family.allCases.map { Chain(name: judgement(direction, $0), rules: looks(direction, $0)) }
    }

    private func judgement(_ direction: Direction) -> String { name(direction.nft) }
    private func judgement(_ direction: Direction, _ family: IPAddress.Family) -> String {
        name("\(direction.nft)_\(family.nft)")
    }

    private func looks(_ direction: Direction, _ family: IPAddress.Family?) -> [String] {
        maps.filter { $0.shape.direction == direction && $0.shape.family == family }.map { $0.shape.rule($0.map.name) }
    }

    private func entry(_ direction: Direction) -> [String] {
        guard let policy = active?.policy else { return [] }
        return ["meta mark set 0"] + spoofing(direction) + looks(direction, nil) + families(direction)
            + ["meta mark & 2 == 2 counter name \"\(Names.defended(direction))\" drop"]
            + conclusion(direction, policy.otherwise(direction))
    }

    private func families(_ direction: Direction) -> [String] {
        let used = IPAddress.Family.allCases.filter { !looks(direction, $0).isEmpty }
        let targets = used.map { "\($0.nft) : jump \(judgement(direction, $0))" }
        return used.isEmpty ? [] : ["ether type vmap { \(targets.joined(separator: ", ")) }"]
    }

    private func conclusion(_ direction: Direction, _ otherwise: DefensePolicy.Otherwise) -> [String] {
        let count = "counter name \"\(self.otherwise(direction))\""
        return (otherwise.counts || otherwise.raisesEvent ? ["meta mark 0 \(count)"] : [])
            + (otherwise.raisesEvent ? ["meta mark 0 \(note)"] : [])
            + (otherwise.drops ? ["meta mark 0 counter name \"\(Names.defended(direction))\" drop"] : [])
    }

    /// Sources that are not the host's, of the protocols of which its addresses are known.
    private func spoofing(_ direction: Direction) -> [String] {
        guard let active, active.policy.isAgainstSpoofing, direction == .fromUserOS else { return [] }
        return IPAddress.Family.allCases.flatMap { family -> [String] in
            let known = active.hostAddresses.filter { $0.family == family }.map(\.description).sorted()
            guard !known.isEmpty else { return [] }
            let allowed = known + (family == .ipv4 ? ["0.0.0.0"] : ["::", "fe80::/10"])
            let condition = "\(family.nft) saddr != { \(allowed.joined(separator: ", ")) }"
            let drop = "counter name \"\(spoofed)\" counter name \"\(Names.defended(direction))\" drop"
            return ["\(condition) \(note)", "\(condition) \(drop)"]
        }
    }
}
