public import FoundationEssentials
public import PacketPolicy

/// The stance of an endpoint, why, and since when.
public struct StanceReport: Sendable, Codable, Hashable {
    public var stance: Stance
    public var reason: String
    public var since: Date?

    /// Creates a report.
    public init(stance: Stance, reason: String, since: Date?) {
        self.stance = stance
        self.reason = reason
        self.since = since
    }
}
