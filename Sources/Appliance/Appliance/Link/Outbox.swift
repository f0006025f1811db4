import ApplianceLink
import Synchronization

/// What waits to be sent to the engine: a cut goes before everything else and is never lost, an answer before what is
/// only told.
final class Outbox: Sendable {
    private struct Waiting {
        var cuts: [LinkMessage] = []
        var answers: [LinkMessage] = []
        var news: [LinkMessage] = []
    }

    /// How many cuts wait at most; those after them say nothing new.
    private static let mostCuts = 16
    /// How much else of each kind waits; when the engine stays away, the oldest is lost.
    private static let most = 256

    private let waiting = Mutex(Waiting())
    /// How long it is until a cut that was not taken is offered again.
    private let pause: Duration
    private let wakes: AsyncStream<Void>
    private let waker: AsyncStream<Void>.Continuation

    /// Creates an empty outbox.
    init(pause: Duration = .seconds(1)) {
        self.pause = pause
        (wakes, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Takes a message.
    func put(_ message: LinkMessage) {
        waiting.withLock { waiting in
            switch message {
            case .event(.quarantineRequested):
                if waiting.cuts.count < Self.mostCuts { waiting.cuts.append(message) }
            case .reply: Self.append(message, &waiting.answers)
            default: Self.append(message, &waiting.news)
            }
        }
        waker.yield()
    }

    /// Gives each message to a closure that says whether it was taken; a cut that was not stays the first.
    func deliver(_ send: (LinkMessage) async -> Bool) async {
        for await _ in wakes {
            while let message = next() {
                let isTaken = await send(message)
                guard case .event(.quarantineRequested) = message else { continue }
                if isTaken {
                    waiting.withLock { _ = $0.cuts.removeFirst() }
                } else if (try? await Task.sleep(for: pause)) == nil {
                    return
                }
            }
        }
    }

    /// Takes no more; what waits is still delivered.
    func finish() { waker.finish() }

    private func next() -> LinkMessage? {
        waiting.withLock { waiting in
            if let cut = waiting.cuts.first { return cut }
            if !waiting.answers.isEmpty { return waiting.answers.removeFirst() }
            return waiting.news.isEmpty ? nil : waiting.news.removeFirst()
        }
    }

    private static func append(_ message: LinkMessage, _ queue: inout [LinkMessage]) {
        queue.append(message)
        if queue.count > most { queue.removeFirst() }
    }
}
