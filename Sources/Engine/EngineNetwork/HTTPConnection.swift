import Logging
import ManagementEngine
import NIOCore
import NIOHTTP1
import NIOSSL

/// One connection on the management port: requests in order, each answered before the next is read.
struct HTTPConnection: Sendable {
    typealias Channel = NIOAsyncChannel<HTTPServerRequestPart, ByteBuffer>

    let frontDoor: FrontDoor
    let logger: Logger
    let standing: StandingTerms

    func serve(_ channel: Channel) async {
        do {
            try await channel.executeThenClose { inbound, outbound in
                var parts = inbound.makeAsyncIterator()
                let peer = channel.channel.remoteAddress?.ipAddress ?? ""
                while let request = try await nextRequest(&parts, from: peer), standing.stand() {
                    guard try await isAdmitted(channel.channel) else { return }
                    let reply = await frontDoor.answer(request)
                    var buffer = ByteBuffer()
                    reply.write(into: &buffer, headersOnly: request.method == "HEAD")
                    try await outbound.write(buffer)
                    if reply.closes || !request.keepAlive || !standing.stand() { return }
                }
            }
        } catch {
            logger.debug("management connection ended", metadata: ["error": "\(error)"])
        }
    }

    /// Mutual TLS has checked the chain of the client's certificate; whose it is and what it is for is checked here.
    private func isAdmitted(_ channel: any NIOCore.Channel) async throws -> Bool {
        guard let rule = standing.terms.clients else { return true }
        guard let certificate = try await channel.nioSSL_peerCertificate().get() else { return false }
        return rule.admits(untrustedCertificate: try certificate.toDERBytes())
    }

    private func nextRequest(
        _ parts: inout NIOAsyncChannelInboundStream<HTTPServerRequestPart>.AsyncIterator,
        from peer: String
    ) async throws -> HTTPRequest? {
        guard case .head(let head) = try await parts.next() else { return nil }
        var request = HTTPRequest(head, from: peer, isEncrypted: standing.terms.context != nil)
        while let part = try await parts.next() {
            switch part {
            case .body(let buffer): request.append(buffer)
            case .end: return request
            case .head: return nil
            }
            if request.tooLarge { return request }
        }
        return nil
    }
}

/// A request as it came; nothing in it has been checked but its size.
struct HTTPRequest: Sendable {
    /// The greatest body that the engine reads, in bytes. AMT's envelopes stay under 150 KB.
    static let greatestBody = 256 * 1024

    let method: String
    /// The address that the request comes from.
    let peer: String
    /// Whether it came through TLS.
    let isEncrypted: Bool
    let untrustedURI: String
    let untrustedAuthorization: String?
    let keepAlive: Bool
    /// The URI up to its query.
    var untrustedPath: Substring { untrustedURI.prefix { $0 != "?" } }
    private(set) var untrustedBody: [UInt8] = []
    private(set) var tooLarge = false

    init(_ head: HTTPRequestHead, from peer: String, isEncrypted: Bool) {
        self.peer = peer
        self.isEncrypted = isEncrypted
        method = head.method.rawValue
        untrustedURI = head.uri
        untrustedAuthorization = head.headers.first(name: "Authorization")
        keepAlive = head.isKeepAlive
    }

    mutating func append(_ buffer: ByteBuffer) {
        if untrustedBody.count + buffer.readableBytes > Self.greatestBody {
            tooLarge = true
        } else {
            untrustedBody.append(contentsOf: buffer.readableBytesView)
        }
    }
}
