import Synchronization
import VirtualPC

/// The way of a simulated PC's events to whoever reads them: an engine, and after its end the next one.
final class EventLine: Sendable {
    /// Events that wait for a reader at most.
    private static let backlog = 64

    private struct Line {
        var stream: AsyncStream<PCEvent>
        var end: AsyncStream<PCEvent>.Continuation
        var isTaken = false

        init() { (stream, end) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(EventLine.backlog)) }
    }

    private let line = Mutex(Line())

    /// Tells of an event.
    func tell(_ event: PCEvent) { line.withLock { _ = $0.end.yield(event) } }

    /// The events from now on; the first reader is told of those before too.
    func reader() -> AsyncStream<PCEvent> {
        line.withLock { line in
            if line.isTaken { line = Line() }
            line.isTaken = true
            return line.stream
        }
    }
}
