public import Fleet
public import FoundationEssentials
import Synchronization

/// A clock on which waiting takes no time: it jumps ahead instead.
public final class ManualClock: Sendable {
    private let time = Mutex(Date(timeIntervalSinceReferenceDate: 800_000_000))

    public init() {}

    public var now: Date { time.withLock { $0 } }

    public func advance(by seconds: Double) {
        time.withLock { $0 += seconds }
    }

    /// The same for those who know only Fleet's clocks.
    public var fleetClock: FleetClock {
        FleetClock(
            now: { self.now },
            sleep: { duration in
                try Task.checkCancellation()
                self.advance(by: Double(duration.components.seconds))
                await Task.yield()
            }
        )
    }
}
