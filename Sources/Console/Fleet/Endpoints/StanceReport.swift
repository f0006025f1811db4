public import FoundationEssentials
public import PacketPolicy

/// The stance of an endpoint, why, and since when.
public struct StanceReport: Sendable, Codable, Hashable {
    public var stance: Stance
    public var reason: String
    public var since: Date?
    /// The number of the case that the person at the endpoint is told; nil when there is none.
    public var caseNumber: String?

    /// Creates a report.
    public init(stance: Stance, reason: String, since: Date?, caseNumber: String? = nil) {
        self.caseNumber = caseNumber
        self.stance = stance
        self.reason = reason
        self.since = since
    }
}
