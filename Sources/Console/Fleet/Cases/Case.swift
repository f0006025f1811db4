public import FoundationEssentials
public import Inventory

/// One infected endpoint, from the moment it was cut off to its release.
public struct Case: Sendable, Codable, Hashable {
    /// How a case stands.
    public enum State: String, Sendable, Codable, Hashable, CaseIterable {
        /// Cut off; nobody has done anything yet.
        case open
        /// A job is at it.
        case curing
        /// On the network again.
        case released
    }

    public var id: String
    /// The endpoint's name.
    public var endpoint: String
    /// What it was cut off for.
    public var finding: Finding
    public var openedAt: Date
    public var state: State
    /// The job that cures it, or did.
    public var jobID: String?
    public var releasedAt: Date?

    /// What people call the case by, on the phone: the start of its id.
    public var number: String { id.prefix(8).uppercased() }

    /// Creates an open case.
    public init(id: String = UUID().uuidString.lowercased(), endpoint: String, finding: Finding, openedAt: Date) {
        self.id = id
        self.endpoint = endpoint
        self.finding = finding
        self.openedAt = openedAt
        state = .open
    }
}
