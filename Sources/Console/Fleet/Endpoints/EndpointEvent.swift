public import FoundationEssentials

/// A line of an endpoint's event log.
public struct EndpointEvent: Sendable, Codable, Hashable {
    public var at: Date
    public var text: String
    /// True when it says that the user OS was started and did not come up.
    public var isBootFailure: Bool

    /// Creates an event.
    public init(at: Date, text: String, isBootFailure: Bool = false) {
        self.at = at
        self.text = text
        self.isBootFailure = isBootFailure
    }
}
