/// One call of the console's REST interface: what server, command line and OpenAPI document are made from.
public struct Call<Request: Codable & Sendable, Answer: Codable & Sendable>: Sendable {
    /// Its name; `operationId` in the OpenAPI document.
    public let name: String
    /// The HTTP method.
    public let method: CallMethod
    /// The path below the console's root, with parameters as `{name}`.
    public let path: String
    /// What it does, in a sentence.
    public let summary: String
    /// The HTTP status of success.
    public let status: Int
    /// Whether it needs no session.
    public let isPublic: Bool
    /// Whether the answer is a stream of server-sent events, each of which holds an `Answer`.
    public let isStream: Bool

    /// Declares a call.
    public init(
        _ name: String,
        _ method: CallMethod,
        _ path: String,
        _ summary: String,
        status: Int = 200,
        isPublic: Bool = false,
        isStream: Bool = false
    ) {
        self.name = name
        self.method = method
        self.path = CallPath.root + path
        self.summary = summary
        self.status = status
        self.isPublic = isPublic
        self.isStream = isStream
    }

    /// The path with its parameters filled in, in order and percent-encoded.
    public func path(_ values: String...) -> String {
        CallPath.fill(path, with: values)
    }
}

/// The methods that calls use.
public enum CallMethod: String, Sendable {
    /// Reads.
    case get = "GET"
    /// Asks for something to be done.
    case post = "POST"
    /// Removes.
    case delete = "DELETE"
}
