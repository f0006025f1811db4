import ApplianceLink

/// What waits to be sent to the engine.
struct Outbox: Sendable {
    let messages: AsyncStream<LinkMessage>
    private let continuation: AsyncStream<LinkMessage>.Continuation

    /// Creates an empty outbox; when the engine stays away, the oldest messages are lost.
    init() {
        (messages, continuation) = AsyncStream.makeStream(of: LinkMessage.self, bufferingPolicy: .bufferingNewest(256))
    }

    func put(_ message: LinkMessage) { continuation.yield(message) }
    func finish() { continuation.finish() }
}
