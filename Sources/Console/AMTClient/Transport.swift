public import XML

/// Carries a request's body to a resource of one management engine and brings the answer's body back.
public protocol Transport: Sendable {
    /// Sends one request and waits for its answer.
    ///
    /// - Returns: the first element of the answer's body; nil when the body is empty.
    /// - Throws: ``AMTClientError``, or `CancellationError`.
    func send(
        body: XMLElement?,
        action: String,
        to resourceURI: String,
        selectors: [String: String]
    ) async throws -> XMLElement?
}
