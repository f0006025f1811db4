import NIOHTTP1

/// A complete answer of an HTTP server.
struct HTTPAnswer: Sendable {
    let head: HTTPResponseHead
    let body: [UInt8]

    var status: UInt { head.status.code }
}
