import Synchronization

/// Says to long work on other threads that nobody wants it any more.
final class Abandonment: Sendable {
    private let flag = Atomic(false)
    private let rests = Atomic(false)

    /// Whether the work should end.
    var isRequested: Bool { flag.load(ordering: .relaxed) }

    /// Asks the work to end.
    func request() { flag.store(true, ordering: .relaxed) }

    /// Whether the work should rest for now.
    var isPaused: Bool {
        get { rests.load(ordering: .relaxed) }
        set { rests.store(newValue, ordering: .relaxed) }
    }
}
