/// The body of a request or an answer that says nothing.
public struct Nothing: Codable, Hashable, Sendable {
    /// Creates it.
    public init() {}
}
