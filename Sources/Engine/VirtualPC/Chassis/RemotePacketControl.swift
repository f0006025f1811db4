public import PacketPolicy

/// The filter, for an engine without root. It has a connection of its own: a quarantine waits for no start.
public actor RemotePacketControl: PacketControl {
    private let chassis: ChassisClient
    /// What a chassis process that was started anew has to be told again.
    private var defense: SystemDefense?

    /// Asks the chassis process that listens at `path`.
    public init(path: String) { chassis = ChassisClient(path: path) }

    /// Has the filter put in place or taken over, with the last System Defense.
    public func install() async throws -> Stance? {
        if let defense { try await chassis.order(.applyDefense(defense)) }
        guard case .stance(let stance) = try await chassis.ask(.installFilter) else { throw ChassisClient.mistaken }
        return stance
    }

    public func apply(_ stance: Stance) async throws { try await chassis.order(.applyStance(stance)) }

    public func apply(_ defense: SystemDefense) async throws {
        try await chassis.order(.applyDefense(defense))
        self.defense = defense
    }

    public func report() async throws -> DefenseReport {
        guard case .report(let report) = try await chassis.ask(.defenseReport) else { throw ChassisClient.mistaken }
        return report
    }

    public func signals() async throws -> DefenseSignals {
        guard case .signals(let signals) = try await chassis.ask(.defenseSignals) else { throw ChassisClient.mistaken }
        return signals
    }

    public func endEncounter() async throws { try await chassis.order(.endEncounter) }

    /// Leaves the chassis process, which bears few connections: an engine that begins anew has a filter of its own.
    public func close() async { await chassis.close() }

    public func uninstall() async throws { try await chassis.order(.uninstallFilter) }
}
