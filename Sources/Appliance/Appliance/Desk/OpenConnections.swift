import Synchronization

/// How many connections are open, and whether there may be one more.
final class OpenConnections: Sendable {
    private let count = Mutex(0)
    private let greatest: Int

    init(atMost greatest: Int) { self.greatest = greatest }

    /// Takes a place; false when there is none.
    func enter() -> Bool {
        count.withLock { count in
            guard count < greatest else { return false }
            count += 1
            return true
        }
    }

    /// Gives the place back.
    func leave() { count.withLock { $0 -= 1 } }
}
