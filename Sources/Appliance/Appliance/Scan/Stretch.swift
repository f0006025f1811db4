import ApplianceLink
import Glibc

/// The time of a scan: its rests, and its end.
struct Stretch {
    private(set) var pace: Pace
    private let started = ContinuousClock.now
    private var paused = 0.0

    init(order: ScanOrder) {
        pace = Pace(bytesPerSecond: order.bytesPerSecond, seconds: order.seconds)
    }

    /// Takes down what was read.
    mutating func read(_ count: UInt64) { pace.read(count) }

    /// Seconds since the start.
    var seconds: Double { (ContinuousClock.now - started) / .seconds(1) }

    /// Whether the time is up; a pause is no part of it.
    var isOver: Bool { pace.isOver(after: seconds - paused) }

    /// Waits as long as somebody has paused the scan, or it has read too fast, and tells so each minute: who waits for the
    /// scan is to see that it is there.
    mutating func rest(unless control: Abandonment, tell: (String) -> Void) {
        repeat {
            pause(control, tell)
            slowDown(control, tell)
        } while control.isPaused && !control.isRequested
    }

    private mutating func pause(_ control: Abandonment, _ tell: (String) -> Void) {
        guard control.isPaused else { return }
        let before = seconds
        var minutes = Minutes()
        tell("paused")
        while control.isPaused, !control.isRequested {
            usleep(50_000)
            minutes.count(seconds - before) { tell("paused for \($0) min") }
        }
        paused += seconds - before
    }

    private func slowDown(_ control: Abandonment, _ tell: (String) -> Void) {
        let before = seconds
        var minutes = Minutes()
        while case let rest = pace.rest(after: seconds - paused), rest > 0, !control.isRequested, !control.isPaused {
            usleep(UInt32(min(rest, 0.2) * 1_000_000) + 1)
            minutes.count(seconds - before) { _ in tell("resting for \(Int(min(rest, 1e9))) s") }
        }
    }
}

/// Counts whole minutes of a wait.
private struct Minutes {
    private var counted = 0

    /// Hands each new minute on, once.
    mutating func count(_ seconds: Double, _ tell: (Int) -> Void) {
        let whole = Int(min(seconds, 1e9) / 60)
        guard whole > counted else { return }
        counted = whole
        tell(whole)
    }
}
