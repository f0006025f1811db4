public import FoundationEssentials

/// A line of an endpoint's event log.
public struct EndpointEvent: Sendable, Codable, Hashable {
    public var at: Date
    public var text: String

    /// Creates an event.
    public init(at: Date, text: String) {
        self.at = at
        self.text = text
    }
}
