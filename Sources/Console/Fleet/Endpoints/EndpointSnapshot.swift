public import FoundationEssentials
public import Inventory

/// What the console last saw of an endpoint.
///
/// Parts that an endpoint does not offer, as AMT hardware without an appliance, are absent.
public struct EndpointSnapshot: Sendable, Codable, Hashable {
    /// The endpoint's name.
    public var endpoint: String
    /// When it was last asked.
    public var askedAt: Date
    /// When it last answered; nil when it never did.
    public var answeredAt: Date?
    /// Why it did not answer when it was last asked; nil when it did.
    public var failure: String?
    public var power: PowerReport?
    public var stance: StanceReport?
    /// Whether the agent of the user OS answers.
    public var agentConnected: Bool?
    public var appliance: ApplianceReport?
    public var facts: [SoftwareFact]
    public var findings: [Finding]
    public var hardware: HardwareInventory?

    /// True when it answered the last time it was asked.
    public var isReachable: Bool { answeredAt != nil && failure == nil }

    /// Creates a snapshot; only the name and the time are needed.
    public init(
        endpoint: String,
        askedAt: Date,
        answeredAt: Date? = nil,
        failure: String? = nil,
        power: PowerReport? = nil,
        stance: StanceReport? = nil,
        agentConnected: Bool? = nil,
        appliance: ApplianceReport? = nil,
        facts: [SoftwareFact] = [],
        findings: [Finding] = [],
        hardware: HardwareInventory? = nil
    ) {
        self.endpoint = endpoint
        self.askedAt = askedAt
        self.answeredAt = answeredAt
        self.failure = failure
        self.power = power
        self.stance = stance
        self.agentConnected = agentConnected
        self.appliance = appliance
        self.facts = facts
        self.findings = findings
        self.hardware = hardware
    }
}
