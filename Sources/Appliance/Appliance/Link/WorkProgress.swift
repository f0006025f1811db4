import ApplianceLink
import Synchronization

/// What the engine is told of long work: what the work says, and between that, that it is still at it.
///
/// The engine gives up work of which it hears nothing. A file may be fetched over a thin line and a database loaded on a
/// slow processor for longer than that, but each of those has an end of its own.
final class WorkProgress: Sendable {
    private let id: Int
    private let outbox: Outbox
    private let last = Mutex((percent: 0, text: "at work"))

    init(id: Int, outbox: Outbox) { (self.id, self.outbox) = (id, outbox) }

    /// Tells how far the work is.
    @Sendable
    func tell(_ percent: Int, _ text: String) {
        last.withLock { $0 = (percent, text) }
        outbox.put(.event(.progress(id: id, percent: percent, text: text)))
    }

    /// Tells each half minute, until the surrounding task is cancelled, what was told last and for how long we are at it.
    func repeating(each pause: Duration = .seconds(30)) async {
        let start = ContinuousClock.now
        while (try? await Task.sleep(for: pause)) != nil {
            let (percent, text) = last.withLock { $0 }
            let seconds = Int((ContinuousClock.now - start) / .seconds(1))
            outbox.put(.event(.progress(id: id, percent: percent, text: "\(text) (\(seconds) s)")))
        }
    }
}
