public import PacketPolicy

/// A policy as nftables text, for one chassis.
///
/// The rules are the wire: frames cross from tap to tap only where a rule forwards them, so a missing ruleset is a cut
/// wire. The text can be loaded over itself: it makes what is missing and replaces contents in one transaction, and it
/// never deletes a chain that the kernel calls, because that leaks frames.
public struct Ruleset: Sendable {
    public let chassis: Chassis
    public let policy: Policy
    /// A number by which a later start recognises a table that it can leave as it is.
    let layout: UInt32
    let stance: StanceMaps
    let defense: DefenseRules
    let containment: ContainmentRules

    public init(chassis: Chassis, policy: Policy) {
        self.init(chassis: chassis, policy: policy, layout: 0, version: 1)
    }

    init(chassis: Chassis, policy: Policy, layout: UInt32, version: UInt32) {
        self.chassis = chassis
        self.policy = policy
        self.layout = layout
        stance = StanceMaps(policy)
        defense = DefenseRules(policy.defense.active, version: version)
        containment = ContainmentRules(containment: policy.defense.containment)
    }

    /// The whole ruleset, as `nft -f` reads it.
    public var text: String { statements.script }

    /// The script that changes the stance of a table that is in place, without touching a chain.
    public var stanceText: String { stance.replacement.script }

    var statements: [Statement] {
        [.addTable] + Direction.allCases.flatMap(Names.counters).map(Statement.addCounter)
            + ContainmentRules.creation + chains.map(\.creation)
            + defense.marked + containment.marked + stance.statements
            + chains.flatMap(\.replacement)
            + Statement.mark(Names.layout, layout)
    }

    private var chains: [Chain] {
        Chain.outerWires(chassis) + Direction.allCases.flatMap(fixedChains)
    }

    private func fixedChains(_ direction: Direction) -> [Chain] {
        [
            .arrival(direction, chassis, policy), .wire(direction, chassis), .judged(direction),
            .openARP(direction, policy),
        ] + IPAddress.Family.allCases.map { .openIP(direction, $0) }
            + [
                .patchingIP(direction), .patchingARP(direction, policy), .quarantineIP(direction),
                .quarantineARP(direction, policy),
            ]
    }
}
