import NIOCore
import NIOHTTP1

/// Gathers the parts of an answer, up to a limit.
struct AnswerCollector {
    let limit: Int
    private var head: HTTPResponseHead?
    private var body = ByteBuffer()

    init(limit: Int) { self.limit = limit }

    /// Takes the next part.
    ///
    /// - Returns: the answer when it is complete.
    mutating func receive(_ part: HTTPClientResponsePart) throws(AMTClientError) -> HTTPAnswer? {
        switch part {
        case .head(let head):
            self.head = head
            return nil
        case .body(var bytes):
            guard body.readableBytes + bytes.readableBytes <= limit else {
                throw .malformed("answer longer than \(limit) bytes")
            }
            body.writeBuffer(&bytes)
            return nil
        case .end:
            guard let head else { throw .malformed("answer without a status line") }
            return HTTPAnswer(head: head, body: Array(body.readableBytesView))
        }
    }
}
