import EngineEvents
import HTTPDigest
import ManagementEngine
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// One event on its way to one subscriber, as AMT posts it.
struct EventPost: Sendable {
    private typealias Channel = NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>

    /// Why an event was not taken.
    enum Failure: Error {
        case forbidden
        case noAnswer
        case refused(UInt)
    }

    let notice: EventNotice
    let allowsLoopback: Bool
    /// How long a subscriber may take for one exchange, from the connection to the answer.
    var limit = TimeAmount.seconds(10)

    /// Sends the event, with credentials when the subscriber asks for them.
    func send() async throws {
        let first = try await exchange(authorization: nil)
        if (200..<300).contains(first.status.code) { return }
        guard first.status == .unauthorized, let authorization = authorization(first) else {
            throw Failure.refused(first.status.code)
        }
        let second = try await exchange(authorization: authorization)
        guard (200..<300).contains(second.status.code) else { throw Failure.refused(second.status.code) }
    }

    private func authorization(_ head: HTTPResponseHead) -> String? {
        guard let login = notice.login else { return nil }
        var client = DigestClient(user: login.user, password: login.password)
        guard head.headers["WWW-Authenticate"].contains(where: { client.take(untrustedChallenge: $0) }) else {
            return nil
        }
        let cnonce = String(UInt64.random(in: .min ... .max), radix: 16)
        return client.answer(method: "POST", uri: notice.destination.path, cnonce: cnonce)
    }

    private func exchange(authorization: String?) async throws -> HTTPResponseHead {
        let channel = try await connect()
        return try await channel.executeThenClose { inbound, outbound in
            guard allowsLoopback || !ForbiddenHost.isForbidden(channel.channel.remoteAddress?.ipAddress ?? "") else {
                throw Failure.forbidden
            }
            try await outbound.write(.head(head(authorization)))
            try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: notice.envelope))))
            try await outbound.write(.end(nil))
            for try await part in inbound {
                if case .head(let head) = part { return head }
            }
            throw Failure.noAnswer
        }
    }

    /// In AMT's order of headers.
    private func head(_ authorization: String?) -> HTTPRequestHead {
        let destination = notice.destination
        var headers: HTTPHeaders = [
            "Host": "\(destination.host):\(destination.port)", "User-Agent": "Intel(R) AMT Agent",
            "Connection": "Keep-Alive", "Content-Length": String(notice.envelope.count),
        ]
        if let authorization { headers.add(name: "Authorization", value: authorization) }
        return HTTPRequestHead(version: .http1_1, method: .POST, uri: destination.path, headers: headers)
    }

    private func connect() async throws -> Channel {
        let destination = notice.destination
        let context = destination.isEncrypted ? try Self.context(trusting: notice.trustedRoots) : nil
        return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(limit)
            .connect(host: destination.host, port: destination.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let end = channel.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
                    channel.closeFuture.whenComplete { _ in end.cancel() }
                    let pipeline = channel.pipeline.syncOperations
                    if let context {
                        let name = destination.isAddress ? nil : destination.host
                        try pipeline.addHandler(NIOSSLClientHandler(context: context, serverHostname: name))
                    }
                    try pipeline.addHandler(HTTPRequestEncoder())
                    try pipeline.addHandler(ByteToMessageHandler(HTTPResponseDecoder()))
                    return try Channel(wrappingChannelSynchronously: channel)
                }
            }
    }
}

extension EventPost {
    /// The listener must show a certificate for its name or address, from an authority that the engine trusts: events
    /// and the credentials for the listener are for nobody else.
    private static func context(trusting roots: [[UInt8]]) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.renegotiationSupport = .none
        configuration.trustRoots = .certificates(try roots.map { try NIOSSLCertificate(bytes: $0, format: .der) })
        return try NIOSSLContext(configuration: configuration)
    }
}

extension EventDestination {
    /// Whether the host is a number.
    fileprivate var isAddress: Bool { (try? SocketAddress(ipAddress: host, port: port)) != nil }
}
