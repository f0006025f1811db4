/// What went wrong, as RFC 9457 (`application/problem+json`) says it.
public struct Problem: Codable, Hashable, Sendable, Error {
    /// The media type of a problem.
    public static let mediaType = "application/problem+json"

    /// A name of the kind of problem, the same in every language: `urn:sekisho:problem:not-found`.
    public var type: String
    /// The kind of problem in words.
    public var title: String
    /// The HTTP status.
    public var status: Int
    /// What was wrong with this request and what to do about it.
    public var detail: String

    /// Creates a problem of a kind: the last part of its `type`.
    public init(_ kind: String, title: String, status: Int, detail: String) {
        self.type = "urn:sekisho:problem:" + kind
        self.title = title
        self.status = status
        self.detail = detail
    }
}
