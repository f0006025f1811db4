/// What the wire has seen since the policy in force came into force.
public struct DefenseReport: Codable, Hashable, Sendable {
    /// Packets that each filter of the policy meant.
    public var filters: [Filter.ID: UInt64]
    /// Packets from the user OS that no filter meant; counted only where the policy wants to know.
    public var otherwiseFromUserOS: UInt64
    /// Packets to the user OS that no filter meant; counted only where the policy wants to know.
    public var otherwiseToUserOS: UInt64
    /// Packets dropped for a source address that is not the host's.
    public var spoofed: UInt64

    public init(
        filters: [Filter.ID: UInt64] = [:],
        otherwiseFromUserOS: UInt64 = 0,
        otherwiseToUserOS: UInt64 = 0,
        spoofed: UInt64 = 0
    ) {
        self.filters = filters
        self.otherwiseFromUserOS = otherwiseFromUserOS
        self.otherwiseToUserOS = otherwiseToUserOS
        self.spoofed = spoofed
    }

    /// What was counted in two times, one after the other.
    public static func + (before: DefenseReport, after: DefenseReport) -> DefenseReport {
        DefenseReport(
            filters: before.filters.merging(after.filters, uniquingKeysWith: +),
            otherwiseFromUserOS: before.otherwiseFromUserOS + after.otherwiseFromUserOS,
            otherwiseToUserOS: before.otherwiseToUserOS + after.otherwiseToUserOS,
            spoofed: before.spoofed + after.spoofed
        )
    }
}

/// What can be asked of the wire often: whether there is anything to look into.
public struct DefenseSignals: Codable, Hashable, Sendable {
    /// Grows with each packet that matches something which raises an event; begins with the policy in force.
    public var eventPackets: UInt64
    /// The outbreak that is being answered, if there is one.
    public var encounter: Encounter?

    public init(eventPackets: UInt64 = 0, encounter: Encounter? = nil) {
        self.eventPackets = eventPackets
        self.encounter = encounter
    }
}
