import Synchronization

/// Ends a supervised program from outside, for example one that hangs; its supervisor starts it again.
final class Leash: Sendable {
    private let state = Mutex<(running: Abandonment?, starts: Int)>((nil, 0))

    /// Takes what ends the program that runs now; nil when none does.
    func hold(_ ending: Abandonment?) {
        state.withLock { state in
            state.running = ending
            if ending != nil { state.starts += 1 }
        }
    }

    /// Whether the program runs now.
    var isHeld: Bool { state.withLock { $0.running != nil } }

    /// How often the program was started.
    var starts: Int { state.withLock { $0.starts } }

    /// Ends the program, should it run.
    func pull() { state.withLock { $0.running?.request() } }
}
