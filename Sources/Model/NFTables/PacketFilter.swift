import Glibc
public import PacketPolicy

/// The filter in the kernel, in the network namespace of the process.
///
/// It outlives the process: a filter that finds its table in place takes it over as it is, without a gap.
public actor PacketFilter {
    private let chassis: Chassis
    private let nft: LibNFTables
    /// Changes stances and nothing else: a context that has seen a thousand filters is slow ever after.
    private let urgent: LibNFTables
    private var policy: Policy

    /// Prepares the filter of a chassis; the kernel is not touched before ``install()``.
    public init(chassis: Chassis, hardwareAddress: MACAddress) throws(PacketFilterError) {
        self.chassis = chassis
        nft = try LibNFTables()
        urgent = try LibNFTables()
        policy = Policy(stance: .quarantine, hardwareAddress: hardwareAddress)
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
            try nft.run(Ruleset(chassis: chassis, policy: policy, layout: layout).text)
            return .made
        }
        policy.stance = Direction.allCases.map(table.stance).max { $0.severity < $1.severity } ?? .quarantine
        if table.layout == layout { return .takenOver }
        try nft.run(Ruleset(chassis: chassis, policy: policy, layout: layout).text)
        return .replaced
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

    /// Makes the administrator's filters these and no others, in one transaction; their counters start again.
    public func setFilters(_ filters: [Filter]) throws(PacketFilterError) {
        var wanted = policy
        wanted.filters = filters
        let stale = try list().maps.map(\.name).filter { $0.hasPrefix(FilterShape.namePrefix) }
        try nft.run(Ruleset(chassis: chassis, policy: wanted).filterStatements(replacing: stale).script)
        policy = wanted
    }

    /// Reads all counters.
    public func counters() throws(PacketFilterError) -> FilterCounters {
        let listing = try list()
        return FilterCounters(
            fromUserOS: listing.wire(.fromUserOS),
            toUserOS: listing.wire(.toUserOS),
            filters: listing.filterCounts
        )
    }

    /// Takes the filter away, and with it the wire.
    public func uninstall() throws(PacketFilterError) {
        guard try table() != nil else { return }
        try nft.run([Statement.deleteTable].script)
    }

    private func table() throws(PacketFilterError) -> Listing? {
        let tables = try Listing(untrusted: nft.list("list tables netdev"))
        return tables.hasOurTable ? try list() : nil
    }

    private func list() throws(PacketFilterError) -> Listing {
        try Listing(untrusted: nft.list("list table \(Statement.table)"))
    }

    /// Differs when anything but stance and filters does: devices made anew have new numbers, and rules hold numbers.
    private func layoutNumber() throws(PacketFilterError) -> UInt32 {
        var bare = policy
        bare.stance = .open
        bare.filters = []
        var text = Ruleset(chassis: chassis, policy: bare).text
        for device in chassis.devices {
            let number = if_nametoindex(device)
            guard number > 0 else { throw .noDevice(device) }
            text += "\(number)\n"
        }
        return text.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }
}

extension Stance {
    fileprivate var severity: Int {
        switch self {
        case .open: 0
        case .patching: 1
        case .quarantine: 2
        }
    }
}
