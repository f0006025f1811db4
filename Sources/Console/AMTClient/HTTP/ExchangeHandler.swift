import NIOCore
import NIOHTTP1

/// One request and who waits for its answer.
struct Exchange: Sendable {
    let head: HTTPRequestHead
    let body: ByteBuffer
    let answer: EventLoopPromise<HTTPAnswer>
}

/// Sends a request at a time and gives its answer to whoever waits for it.
final class ExchangeHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = Exchange
    typealias OutboundOut = HTTPClientRequestPart

    private let limit: Int
    private var current: (collector: AnswerCollector, answer: EventLoopPromise<HTTPAnswer>)?

    init(limit: Int) { self.limit = limit }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let exchange = unwrapOutboundIn(data)
        guard current == nil else {
            promise?.fail(AMTClientError.unreachable("the connection is in use"))
            return
        }
        current = (AnswerCollector(limit: limit), exchange.answer)
        context.write(wrapOutboundOut(.head(exchange.head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(exchange.body))), promise: nil)
        context.write(wrapOutboundOut(.end(nil)), promise: promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        do {
            if let answer = try current?.collector.receive(unwrapInboundIn(data)) { finish(.success(answer)) }
        } catch {
            fail(context, error)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let reason: AMTClientError =
            error is HTTPParserError ? .malformed("no HTTP: \(error)") : .unreachable("\(error)")
        fail(context, reason)
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish(.failure(AMTClientError.unreachable("it closed the connection before its answer was complete")))
        context.fireChannelInactive()
    }

    private func fail(_ context: ChannelHandlerContext, _ reason: any Error) {
        finish(.failure(reason))
        context.close(promise: nil)
    }

    private func finish(_ result: Result<HTTPAnswer, any Error>) {
        let answer = current?.answer
        current = nil
        answer?.completeWith(result)
    }
}
