public import PacketPolicy

/// A policy as nftables text, for one chassis.
///
/// The rules are the wire: frames cross from tap to tap only where a rule forwards them, so a missing ruleset is a cut
/// wire. The text can be loaded over itself: it makes what is missing and replaces contents in one transaction, and it
/// never deletes a chain that the kernel calls, because that leaks frames.
public struct Ruleset: Hashable, Sendable {
    public let chassis: Chassis
    public let policy: Policy
    /// A number by which a later start recognises a table that it can leave as it is.
    let layout: UInt32
    let stance: StanceMaps
    let filters: FilterMaps

    public init(chassis: Chassis, policy: Policy) {
        self.init(chassis: chassis, policy: policy, layout: 0)
    }

    init(chassis: Chassis, policy: Policy, layout: UInt32) {
        self.chassis = chassis
        self.policy = policy
        self.layout = layout
        stance = StanceMaps(policy)
        filters = FilterMaps(policy.filters)
    }

    /// The whole ruleset, as `nft -f` reads it.
    public var text: String { statements.script }

    /// The script that changes the stance of a table that is in place, without touching a chain.
    public var stanceText: String { stance.replacement.script }

    var statements: [Statement] {
        [.addTable] + Direction.allCases.flatMap(Names.counters).map(Statement.addCounter)
            + chains.map(\.creation)
            + filters.statements + stance.statements
            + chains.flatMap(\.replacement)
            + Statement.mark(Names.layout, layout)
    }

    /// Changes the filters of a table that is in place, dropping the maps of the filters before.
    func filterStatements(replacing stale: [String]) -> [Statement] {
        let chains = filterChains
        return chains.map { .flushChain($0.name) }
            + stale.filter { !filters.names.contains($0) }.map(Statement.deleteMap)
            + filters.statements
            + chains.flatMap(\.replacement)
    }

    private var chains: [Chain] {
        Chain.outerWires(chassis) + Direction.allCases.flatMap(fixedChains) + filterChains
    }

    private func fixedChains(_ direction: Direction) -> [Chain] {
        [
            .arrival(direction, chassis, policy), .wire(direction, chassis), .openARP(direction, policy),
            .patchingIP(direction), .patchingARP(direction, policy),
        ]
    }

    private var filterChains: [Chain] {
        Direction.allCases.flatMap { direction in
            IPAddress.Family.allCases.map { .openIP(direction, $0, chassis, filters) }
        }
    }
}
