public import Inventory

/// What the appliance says unasked.
public enum ApplianceEvent: Sendable, Codable, Hashable {
    /// The appliance is up, or has found its engine again.
    case ready(ApplianceHealth)
    /// The guard has found something, and has already acted on its own wire.
    case finding(Finding)
    /// The guard has seen something that is only to be written down.
    case noted(Finding)
    /// The guard asks for the quarantine stance because of this finding.
    case quarantineRequested(Finding)
    /// How far a long request is: its number, the percentage, and what is being done.
    case progress(id: Int, percent: Int, text: String)
}
