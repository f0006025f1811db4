public import FoundationEssentials

/// A line of an endpoint's event log.
public struct EndpointEvent: Sendable, Codable, Hashable {
    /// How grave it is.
    public enum Severity: String, Sendable, Codable, Hashable {
        case info
        case warning
        case critical
    }

    public var at: Date
    public var text: String
    public var severity: Severity
    /// True when it says that the user OS was started and did not come up.
    public var isBootFailure: Bool

    /// Creates an event.
    public init(at: Date, text: String, severity: Severity = .info, isBootFailure: Bool = false) {
        self.at = at
        self.text = text
        self.severity = severity
        self.isBootFailure = isBootFailure
    }
}
