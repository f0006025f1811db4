import NIOCore
import NIOHTTP1
import NIOPosix

/// A connection to an HTTP server that carries one request at a time. It closes when nobody holds it.
final class HTTPConnection: Sendable {
    private let channel: any Channel
    /// How the engine's certificate is checked; nil without TLS.
    let trust: CertificateTrust?

    private init(_ channel: any Channel, _ trust: CertificateTrust?) {
        self.channel = channel
        self.trust = trust
    }

    deinit { channel.close(promise: nil) }

    /// Whether neither side has closed it.
    var isOpen: Bool { channel.isActive }

    static func open(
        _ address: EngineAddress,
        trust: CertificateTrust?,
        limits: HTTPTransport.Limits
    ) async throws(AMTClientError) -> HTTPConnection {
        do {
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(TimeAmount(limits.connecting))
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        if let trust { try channel.pipeline.syncOperations.addHandler(trust.handler()) }
                        try channel.pipeline.syncOperations.addHTTPClientHandlers()
                        try channel.pipeline.syncOperations.addHandler(ExchangeHandler(limit: limits.answerBytes))
                    }
                }
                .connect(host: address.host, port: address.port)
                .get()
            return HTTPConnection(channel, trust)
        } catch {
            throw .unreachable("\(address): \(error)")
        }
    }

    /// Sends a request and waits for its answer; afterwards the connection is closed unless both went well.
    func exchange(_ head: HTTPRequestHead, _ body: ByteBuffer, within time: Duration) async throws -> HTTPAnswer {
        let answer = channel.eventLoop.makePromise(of: HTTPAnswer.self)
        let timeout = channel.eventLoop.scheduleTask(in: TimeAmount(time)) { [channel] in
            answer.fail(AMTClientError.timedOut)
            channel.close(promise: nil)
        }
        defer { timeout.cancel() }
        return try await withTaskCancellationHandler {
            channel.writeAndFlush(Exchange(head: head, body: body, answer: answer)).whenFailure { error in
                answer.fail(AMTClientError.unreachable("\(error)"))
            }
            return try await answer.futureResult.get()
        } onCancel: {
            answer.fail(CancellationError())
            channel.close(promise: nil)
        }
    }
}
