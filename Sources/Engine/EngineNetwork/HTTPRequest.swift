import NIOCore
import NIOHTTP1

/// A request as it came; nothing in it has been checked but its size.
struct HTTPRequest: Sendable {
    /// The greatest body that the engine reads, in bytes. AMT's envelopes stay under 150 KB.
    static let greatestBody = 256 * 1024
    /// The greatest body that the engine waits for the end of, in bytes: a client that still sends when the connection
    /// closes does not get to read why it was refused.
    static let greatestPatience = 1024 * 1024

    let method: String
    /// The address that the request comes from.
    let peer: String
    /// Whether it came through TLS.
    let isEncrypted: Bool
    /// Whether it came from the user OS, and not from the network.
    let isLocal: Bool
    let untrustedURI: String
    let untrustedAuthorization: String?
    let keepAlive: Bool
    /// Whether the client knows chunks, which came with HTTP/1.1.
    let knowsChunks: Bool
    /// Whether the client waits to be told that its body is welcome.
    let expectsContinue: Bool
    /// Whether the client offers to speak another protocol after this request; the engine knows no other.
    let asksForUpgrade: Bool
    /// The URI up to its query.
    var untrustedPath: Substring { untrustedURI.prefix { $0 != "?" } }
    /// What follows the path's question mark.
    var untrustedQuery: Substring { untrustedURI.dropFirst(untrustedPath.count + 1) }
    private(set) var untrustedBody: [UInt8] = []
    private var length = 0
    /// Whether the body is larger than any envelope; it is not kept then.
    var tooLarge: Bool { length > Self.greatestBody }
    /// Whether the body is so large that its end is not waited for.
    var isEndless: Bool { length > Self.greatestPatience }

    init(_ head: HTTPRequestHead, from peer: String, on terms: PortTerms) {
        self.peer = peer
        isEncrypted = terms.context != nil
        isLocal = terms.isLocal
        method = head.method.rawValue
        untrustedURI = head.uri
        untrustedAuthorization = head.headers.first(name: "Authorization")
        keepAlive = head.isKeepAlive
        knowsChunks = (head.version.major, head.version.minor) >= (1, 1)
        expectsContinue = knowsChunks && head.headers["Expect"].contains { $0.lowercased() == "100-continue" }
        asksForUpgrade = head.headers.contains(name: "Upgrade")
    }

    /// An answer as this request's client can take it.
    ///
    /// One that asked for another protocol is answered in this one, and the connection ends: nothing can be read from it
    /// any more.
    func fitted(_ reply: HTTPReply) -> HTTPReply {
        let fitting = knowsChunks ? reply : reply.counted()
        return asksForUpgrade ? fitting.last() : fitting
    }

    mutating func append(_ buffer: ByteBuffer) {
        length += min(buffer.readableBytes, Self.greatestPatience)
        if tooLarge {
            untrustedBody = []
        } else {
            untrustedBody.append(contentsOf: buffer.readableBytesView)
        }
    }
}
