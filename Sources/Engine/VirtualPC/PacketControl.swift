public import NFTables
public import PacketPolicy

/// The filter on the wire of the user OS.
public protocol PacketControl: Sendable {
    /// Puts the filter in place, or takes over the one that is there, and returns the stance that that one held.
    ///
    /// - Returns: nil when there was none; the new one lets nothing pass.
    func install() async throws -> Stance?

    /// Changes the stance; when it returns, the new one is in force.
    func apply(_ stance: Stance) async throws

    /// Makes System Defense this and nothing else; before ``install()`` it is noted for then.
    func apply(_ defense: SystemDefense) async throws

    /// Removes what a former System Defense left behind; to be called when the change was answered.
    func tidy() async throws

    /// What the wire has seen since the policy in force came into force.
    func report() async throws -> DefenseReport

    /// What can be asked of the wire often.
    func signals() async throws -> DefenseSignals

    /// Ends the encounter with a worm, if there is one.
    func endEncounter() async throws

    /// Takes the filter away, and with it the wire.
    func uninstall() async throws
}

extension PacketControl {
    /// Nothing is left behind.
    public func tidy() async throws {}
}

/// The filter in the kernel as the PC's packet control.
public struct KernelPacketControl: PacketControl {
    /// The filter, also for those who read its counters or set its filters.
    public let filter: PacketFilter

    /// Wraps a filter.
    public init(_ filter: PacketFilter) {
        self.filter = filter
    }

    /// Puts the filter in place, or takes over the one that is there.
    public func install() async throws -> Stance? {
        let installation = try await filter.install()
        return installation == .made ? nil : await filter.stance
    }

    /// Changes the stance in one transaction.
    public func apply(_ stance: Stance) async throws {
        try await filter.apply(stance)
    }

    /// Changes System Defense in one transaction.
    public func apply(_ defense: SystemDefense) async throws {
        try await filter.apply(defense)
    }

    /// Removes what a former System Defense left behind.
    public func tidy() async throws {
        try await filter.tidy()
    }

    /// Reads the counters of the policy in force.
    public func report() async throws -> DefenseReport {
        try await filter.report()
    }

    /// Reads what can be read often.
    public func signals() async throws -> DefenseSignals {
        try await filter.signals()
    }

    /// Ends the encounter with a worm.
    public func endEncounter() async throws {
        try await filter.endEncounter()
    }

    /// Takes the filter away.
    public func uninstall() async throws {
        try await filter.uninstall()
    }
}
