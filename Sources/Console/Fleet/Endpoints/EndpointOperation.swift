public import FoundationEssentials

/// How far an endpoint is with a ``WorkOrder``.
public struct EndpointOperation: Sendable, Codable, Hashable {
    /// Whether it still works.
    public enum State: String, Sendable, Codable, Hashable, CaseIterable {
        case running
        case succeeded
        case failed
    }

    /// The endpoint's number for it.
    public var id: String
    public var state: State
    public var percent: Int
    /// What it does now, or why it failed.
    public var text: String
    /// What came out, as JSON; empty when nothing does.
    public var result: String
    public var startedAt: Date?
    public var finishedAt: Date?

    /// Creates an operation.
    public init(
        id: String,
        state: State,
        percent: Int = 0,
        text: String = "",
        result: String = "",
        startedAt: Date? = nil,
        finishedAt: Date? = nil
    ) {
        self.id = id
        self.state = state
        self.percent = percent
        self.text = text
        self.result = result
        self.startedAt = startedAt
        self.finishedAt = finishedAt
    }
}
