import Synchronization

/// The lives of the clamd of one scan: when a file ends one, there is another, so many times.
final class ClamdLives: Sendable {
    private struct State {
        var number = 1
        var ending = Abandonment()
        var left: Int
        var hasAnswered = false
        var isClosing = false
        var isOver = false
    }

    private let state: Mutex<State>

    /// Creates the first life, after which there may be so many others.
    init(others: Int = 8) { state = Mutex(State(left: others)) }

    /// Which life it is.
    var number: Int { state.withLock { $0.number } }

    /// Says to this life that it ends.
    var ending: Abandonment { state.withLock { $0.ending } }

    /// Whether there is no clamd and will be none.
    var isOver: Bool { state.withLock { $0.isOver } }

    /// Takes down that clamd has loaded its databases: from now on it is a file that it dies of.
    func answered() { state.withLock { $0.hasAnswered = true } }

    /// Ends this life; another may follow.
    func end() { ending.request() }

    /// Ends this life, and there is none after it.
    func close() {
        state.withLock { state in
            state.isClosing = true
            state.ending.request()
        }
    }

    /// After a life has ended: whether another begins.
    func beginsAnother() -> Bool {
        state.withLock { state in
            guard !state.isClosing, state.hasAnswered, state.left > 0 else {
                state.isOver = true
                return false
            }
            state.number += 1
            state.left -= 1
            state.ending = Abandonment()
            return true
        }
    }
}
