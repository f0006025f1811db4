import CNFTables
import Glibc
public import PacketPolicy

/// The filter in the kernel, in the network namespace of the process.
///
/// It outlives the process: a filter that finds its table in place takes it over as it is, without a gap.
public actor PacketFilter {
    private let chassis: Chassis
    /// Changes stances and asks for what is small: a context that has seen a thousand elements is slow ever after.
    private let urgent: LibNFTables
    private var policy: Policy
    private var isInstalled = false
    /// Whether anyone has said what System Defense asks for; until then the kernel keeps what it has.
    private var isTold = false
    private var rules = DefenseRules(nil, version: 0)
    /// The numbers of what a table that was taken over holds.
    private var held: (defense: UInt32?, containment: UInt32?) = (nil, nil)
    private var leftover: Leftover?
    /// What the policy in force has counted by rules that were exchanged for those of other addresses of the host.
    private var carried = (report: DefenseReport(), events: UInt64(0))

    /// What a policy that is no longer in force has in the kernel.
    private enum Leftover {
        case known([Statement])
        /// It is of another process; the kernel lists it.
        case unknown
    }

    /// Prepares the filter of a chassis; the kernel is not touched before ``install()``.
    public init(
        chassis: Chassis,
        hardwareAddress: MACAddress,
        extraEtherTypes: Set<EtherType> = []
    ) throws(PacketFilterError) {
        self.chassis = chassis
        urgent = try LibNFTables()
        policy = Policy(
            stance: .quarantine,
            hardwareAddress: hardwareAddress,
            extraEtherTypes: extraEtherTypes
        )
    }

    /// How ``PacketFilter/install()`` found the kernel.
    public enum Installation: String, Codable, Hashable, Sendable {
        /// There was no table; the new one is in quarantine.
        case made
        /// The table was in place and stays as it is.
        case takenOver
        /// The table was of other devices, another address or another version; it was replaced and its stance kept.
        case replaced
    }

    /// Puts the filter in place, or takes over the one that is there; the devices must exist.
    @discardableResult
    public func install() throws(PacketFilterError) -> Installation {
        let layout = try layoutNumber()
        guard let table = try table() else {
            policy.stance = .quarantine
            try make(layout, version: 1)
            return .made
        }
        policy.stance = Direction.allCases.map(table.stance).max { $0.severity < $1.severity } ?? .quarantine
        let version = table.defenseVersion ?? 0
        guard table.layout == layout else {
            try make(layout, version: version &+ 1)
            try LibNFTables().run(table.defenseRemoval(except: version &+ 1).script)
            return .replaced
        }
        try takeOver(table, version)
        return .takenOver
    }

    private func make(_ layout: UInt32, version: UInt32) throws(PacketFilterError) {
        let ruleset = Ruleset(chassis: chassis, policy: policy, layout: layout, version: version)
        try LibNFTables().run(ruleset.text)
        rules = ruleset.defense
        isInstalled = true
    }

    /// What was asked for before the table was found is compared with what the table holds.
    private func takeOver(_ table: Listing, _ version: UInt32) throws(PacketFilterError) {
        isInstalled = true
        rules = DefenseRules(nil, version: version)
        held = (table.mark(Names.defenseMark), table.mark(Names.containmentMark))
        try LibNFTables().run(table.defenseRemoval(except: version).script)
        if isTold { try adopt(policy.defense) }
    }

    /// The stance that the kernel holds.
    public var stance: Stance { policy.stance }

    /// Changes the stance in one transaction: no frame is judged by half of it. When it returns, it is in force.
    public func apply(_ stance: Stance) throws(PacketFilterError) {
        var wanted = policy
        wanted.stance = stance
        try urgent.run(StanceMaps(wanted).replacement.script)
        policy = wanted
    }

    /// Makes System Defense this and nothing else, without a gap; the counters of a policy that changes start again.
    ///
    /// Before ``install()`` it is only noted, and is in force when the filter is.
    public func apply(_ defense: SystemDefense) throws(PacketFilterError) {
        let old = policy.defense
        if isInstalled, !isTold {
            try adopt(defense)
        } else if isInstalled {
            if defense.active != old.active { try exchangeRules(defense.active, over: old.active) }
            if defense.containment != old.containment { try replaceContainment(defense.containment) }
        }
        policy.defense = defense
        isTold = true
    }

    /// Compares what is asked for with what a table that was taken over holds: the same goes on with its counters.
    private func adopt(_ defense: SystemDefense) throws(PacketFilterError) {
        let same = DefenseRules(defense.active, version: rules.version)
        if held.defense == same.number { rules = same } else { try replaceRules(defense.active, removal: nil) }
        let number = ContainmentRules(containment: defense.containment).number
        if held.containment != number { try replaceContainment(defense.containment) }
    }

    /// What was counted goes on when only the host's addresses are others.
    private func exchangeRules(_ active: ActivePolicy?, over old: ActivePolicy?) throws(PacketFilterError) {
        let isSame = active?.continues(old) == true
        let counted = isSame ? (report: try report(), events: try eventPackets()) : (DefenseReport(), 0)
        try replaceRules(active, removal: rules.removal)
        carried = counted
    }

    private func replaceContainment(_ containment: Containment?) throws(PacketFilterError) {
        try urgent.run(ContainmentRules(containment: containment).marked.script)
    }

    /// Filters that are loaded by the context that stays; more would slow down what it does later.
    private static let fewFilters = 64

    /// The new rules are in force before the old ones' maps go: a packet on its way still finds them.
    private func replaceRules(_ active: ActivePolicy?, removal: [Statement]?) throws(PacketFilterError) {
        try tidy()
        let new = DefenseRules(active, version: rules.version &+ 1)
        let isSmall = active?.filters.count ?? 0 <= Self.fewFilters
        try (isSmall ? urgent : LibNFTables()).run(new.marked.script)
        leftover = removal.map(Leftover.known) ?? (rules.version > 0 ? .unknown : nil)
        rules = new
    }

    /// Removes what the policy before left behind, as soon as no packet can look into it any more: some milliseconds.
    ///
    /// To be called when whoever asked for the change has his answer; otherwise the next change begins with it.
    public func tidy() throws(PacketFilterError) {
        guard let leftover else { return }
        _ = sekisho_await_packets()
        switch leftover {
        case .known(let removal): try urgent.run(removal.script)
        case .unknown: try urgent.run(try list().defenseRemoval(except: rules.version).script)
        }
        self.leftover = nil
    }

    /// Ends the encounter with a worm, if there is one.
    public func endEncounter() throws(PacketFilterError) {
        try urgent.run(ContainmentRules.ending.script)
    }

    /// Reads the counters of the wire.
    public func counters() throws(PacketFilterError) -> FilterCounters {
        let listing = try list()
        return FilterCounters(fromUserOS: listing.wire(.fromUserOS), toUserOS: listing.wire(.toUserOS))
    }

    /// Reads the counters of the policy in force.
    public func report() throws(PacketFilterError) -> DefenseReport {
        guard rules.active != nil else { return DefenseReport() }
        let listing = try list()
        let counts = listing.groupCounts(in: Set(rules.maps.map(\.map.name)))
        var report = DefenseReport(
            otherwiseFromUserOS: listing.count(rules.otherwise(.fromUserOS)).packets,
            otherwiseToUserOS: listing.count(rules.otherwise(.toUserOS)).packets,
            spoofed: listing.count(rules.spoofed).packets
        )
        for group in rules.groups {
            for filter in group.filters { report.filters[filter.id] = counts[group.number, default: 0] }
        }
        return carried.report + report
    }

    /// Reads what can be read often.
    public func signals() throws(PacketFilterError) -> DefenseSignals {
        DefenseSignals(eventPackets: try eventPackets(), encounter: try encounter())
    }

    private func eventPackets() throws(PacketFilterError) -> UInt64 {
        guard let active = rules.active, Self.raisesEvents(active) else { return 0 }
        return carried.events + (try entries(rules.events).first?.counter?.packets ?? 0)
    }

    private static func raisesEvents(_ active: ActivePolicy) -> Bool {
        active.filters.contains(where: \.raisesEvent) || active.policy.isAgainstSpoofing
            || Direction.allCases.contains { active.policy.otherwise($0).raisesEvent }
    }

    private func encounter() throws(PacketFilterError) -> Encounter? {
        guard policy.defense.containment != nil,
            let mark = try entries(ContainmentRules.reason).first?.numbers.first
        else { return nil }
        let port = try entries(ContainmentRules.ports).first?.numbers
        return Encounter(
            reason: mark == 1 ? .fast : .slow,
            port: port.flatMap { numbers in
                guard numbers.count == 2 else { return nil }
                let transport = TransportProtocol(rawValue: UInt8(truncatingIfNeeded: numbers[0]))
                return Encounter.Port(transport: transport, number: UInt16(truncatingIfNeeded: numbers[1]))
            }
        )
    }

    private func entries(_ set: String) throws(PacketFilterError) -> [Listing.Entry] {
        try Listing(untrusted: urgent.list("list set \(Statement.table) \(set)")).entries(set)
    }

    /// Takes the filter away, and with it the wire.
    public func uninstall() throws(PacketFilterError) {
        guard try table() != nil else { return }
        try LibNFTables().run([Statement.deleteTable].script)
        isInstalled = false
    }

    private func table() throws(PacketFilterError) -> Listing? {
        let tables = try Listing(untrusted: urgent.list("list tables netdev"))
        return tables.hasOurTable ? try list() : nil
    }

    private func list() throws(PacketFilterError) -> Listing {
        try Listing(untrusted: LibNFTables().list("list table \(Statement.table)"))
    }

    /// Differs when anything but stance and filters does: devices made anew have new numbers, and rules hold numbers.
    private func layoutNumber() throws(PacketFilterError) -> UInt32 {
        var bare = policy
        bare.stance = .open
        bare.defense = SystemDefense()
        var text = Ruleset(chassis: chassis, policy: bare).text
        for device in chassis.devices {
            let number = if_nametoindex(device)
            guard number > 0 else { throw .noDevice(device) }
            text += "\(number)\n"
        }
        return Names.number(text)
    }
}
