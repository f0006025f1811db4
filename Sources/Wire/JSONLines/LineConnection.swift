import NIOCore
import Synchronization

/// A connection that carries one JSON text a line: requests with their answers, and events.
///
/// It has one owner. The events are kept, bounded, until that owner reads them.
public final class LineConnection: Sendable {
    typealias Waiter = CheckedContinuation<Result<[UInt8], LineError>, Never>

    /// The lines that nobody asked for. They end when the connection does.
    public let events: AsyncStream<[UInt8]>

    private let eventSink: AsyncStream<[UInt8]>.Continuation
    private let exchange = Mutex(LineExchange<Waiter>())
    private let classify: @Sendable ([UInt8]) -> LineKind
    private let channel: any Channel

    init(channel: any Channel, classify: @escaping @Sendable ([UInt8]) -> LineKind) {
        self.channel = channel
        self.classify = classify
        (events, eventSink) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1024))
    }

    /// True until either side ends the connection.
    public var isOpen: Bool { exchange.withLock { $0.end == nil } }

    /// A number that no request of this connection had before.
    public func nextNumber() -> Int { exchange.withLock { $0.nextNumber() } }

    /// Sends a request and waits for the line that answers it.
    public func request(_ number: Int, line: [UInt8], within time: Duration) async throws(LineError) -> [UInt8] {
        var timeout: Scheduled<Void>?
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                start(number, line: line, waiter: waiter)
                // Only now, for a time that is over before there is a waiter would be over for nobody.
                timeout = channel.eventLoop.scheduleTask(in: TimeAmount(time)) { [self] in fail(number, .timedOut) }
            }
        } onCancel: {
            fail(number, .cancelled)
        }
        timeout?.cancel()
        return try result.get()
    }

    /// Sends a line that expects no answer.
    public func send(_ line: [UInt8]) {
        channel.writeAndFlush(buffer(line), promise: nil)
    }

    /// Ends the connection; those who wait get `.closed`.
    public func close() {
        finish(.closed)
        channel.close(promise: nil)
    }

    func received(_ line: [UInt8]) {
        let kind = classify(line)
        switch exchange.withLock({ $0.receive(kind) }) {
        case .answer(let waiter): waiter.resume(returning: .success(line))
        case .event: eventSink.yield(line)
        case .drop: break
        }
    }

    func finish(_ reason: LineError) {
        for waiter in exchange.withLock({ $0.close(reason) }) {
            waiter.resume(returning: .failure(reason))
        }
        eventSink.finish()
    }

    private func start(_ number: Int, line: [UInt8], waiter: Waiter) {
        let refusal: LineError? = exchange.withLock { exchange in
            do throws(LineError) {
                try exchange.expect(number, waiter)
                return nil
            } catch {
                return error
            }
        }
        if let refusal {
            waiter.resume(returning: .failure(refusal))
        } else if Task.isCancelled {
            fail(number, .cancelled)
        } else {
            send(line)
        }
    }

    private func fail(_ number: Int, _ reason: LineError) {
        exchange.withLock { $0.giveUp(number) }?.resume(returning: .failure(reason))
    }

    private func buffer(_ line: [UInt8]) -> ByteBuffer {
        var buffer = channel.allocator.buffer(capacity: line.count + 1)
        buffer.writeBytes(line)
        buffer.writeInteger(UInt8(ascii: "\n"))
        return buffer
    }
}
