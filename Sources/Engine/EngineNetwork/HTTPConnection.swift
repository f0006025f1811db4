import PublicKeyManagement
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
    /// Its place among those of its endpoint; nil when those of its kind are few by themselves.
    var place: ConnectionPlace?

    private typealias Parts = NIOAsyncChannelInboundStream<HTTPServerRequestPart>.AsyncIterator
    private typealias Writer = NIOAsyncChannelOutboundWriter<ByteBuffer>

    func serve(_ channel: Channel) async {
        do {
            try await channel.executeThenClose { inbound, outbound in
                do {
                    try await answerAll(channel.channel, inbound, outbound)
                } catch let problem as HTTPParserError {
                    try await outbound.write(frontDoor.refusal(of: problem).buffer())
                }
            }
        } catch {
            logger.debug("management connection ended", metadata: ["error": "\(error)"])
        }
    }

    private func answerAll(
        _ channel: any NIOCore.Channel,
        _ inbound: NIOAsyncChannelInboundStream<HTTPServerRequestPart>,
        _ outbound: Writer
    ) async throws {
        var parts = inbound.makeAsyncIterator()
        let peer = channel.remoteAddress?.ipAddress ?? ""
        while let request = try await nextRequest(&parts, outbound, from: peer), standing.stand() {
            place?.hear()
            guard try await isAdmitted(channel) else { return }
            let reply = await frontDoor.answer(request) { place?.prove() }
            let fitting = request.fitted(reply)
            try await outbound.write(fitting.buffer(headersOnly: request.method == "HEAD"))
            if fitting.closes || !request.keepAlive || !standing.stand() { return }
        }
    }

    /// Mutual TLS has checked the chain of the client's certificate; whose it is and what it is for is checked here.
    private func isAdmitted(_ channel: any NIOCore.Channel) async throws -> Bool {
        guard let rule = standing.terms.clients else { return true }
        guard let certificate = try await channel.nioSSL_peerCertificate().get() else { return false }
        return rule.admits(untrustedCertificate: try certificate.toDERBytes())
    }

    private func nextRequest(
        _ parts: inout Parts,
        _ outbound: Writer,
        from peer: String
    ) async throws -> HTTPRequest? {
        guard case .head(let head) = try await parts.next() else { return nil }
        var request = HTTPRequest(head, from: peer, on: standing.terms)
        if request.expectsContinue { try await outbound.write(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")) }
        while let part = try await parts.next() {
            switch part {
            case .body(let buffer): request.append(buffer)
            case .end: return request
            case .head: return nil
            }
            if request.isEndless { return request }
        }
        return nil
    }
}

extension HTTPConnection {
    /// Bytes that wait for the decoder at most. It stops for good after a request that asks for another protocol, and
    /// whatever comes then would be kept.
    private static let greatestRest = 128 * 1024

    /// What the head of a request may have; clients stay far below.
    private static var headLimits: NIOHTTPDecoderLimitConfiguration {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = 8 * 1024
        limits.maxHeaderListSize = 32 * 1024
        limits.maxHeaderFieldCount = 64
        return limits
    }

    /// What takes requests out of a connection's bytes.
    static func requestReader() -> ByteToMessageHandler<HTTPRequestDecoder> {
        ByteToMessageHandler(HTTPRequestDecoder(limitConfiguration: headLimits), maximumBufferSize: greatestRest)
    }

    /// Makes a connection one that speaks HTTP.
    static func speakHTTP(on channel: any NIOCore.Channel, _ limits: ConnectionLimits) throws -> Channel {
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(requestReader())
        try pipeline.addHandler(RequestDeadline(limits))
        return try NIOAsyncChannel(
            wrappingChannelSynchronously: channel,
            configuration: .init(isOutboundHalfClosureEnabled: false)
        )
    }
}
