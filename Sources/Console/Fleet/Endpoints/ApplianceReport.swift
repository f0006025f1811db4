public import Inventory

/// How the appliance of an endpoint is.
public struct ApplianceReport: Sendable, Codable, Hashable {
    /// How its virtual machine is.
    public enum State: String, Sendable, Codable, Hashable, CaseIterable {
        case off
        case starting
        case ready
        case failed
    }

    public var state: State
    /// What executes its instructions: `kvm` or `tcg`.
    public var accelerator: String
    /// What it says of itself; nil until it has answered once.
    public var health: ApplianceHealth?

    /// Creates a report.
    public init(state: State, accelerator: String, health: ApplianceHealth?) {
        self.state = state
        self.accelerator = accelerator
        self.health = health
    }
}
