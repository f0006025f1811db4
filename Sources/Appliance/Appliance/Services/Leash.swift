import Synchronization

/// Ends a supervised program from outside, for example one that hangs; its supervisor starts it again.
final class Leash: Sendable {
    private let running = Mutex<Abandonment?>(nil)

    /// Takes what ends the program that runs now; nil when none does.
    func hold(_ ending: Abandonment?) { running.withLock { $0 = ending } }

    /// Whether the program runs now.
    var isHeld: Bool { running.withLock { $0 != nil } }

    /// Ends the program, should it run.
    func pull() { running.withLock { $0?.request() } }
}
