import FoundationEssentials
import Synchronization

/// Tells everyone who listens what has changed in the fleet.
///
/// Changes are keys, the stores are the truth: a listener that falls behind loses the oldest changes, and looks again.
public final class ChangeFeed: Sendable {
    private let listeners = Mutex<[UUID: AsyncStream<FleetChange>.Continuation]>([:])

    /// Creates a feed without listeners.
    public init() {}

    /// Changes from now on, until the stream is dropped.
    public func changes() -> AsyncStream<FleetChange> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: FleetChange.self,
            bufferingPolicy: .bufferingNewest(256)
        )
        let id = UUID()
        listeners.withLock { $0[id] = continuation }
        continuation.onTermination = { [weak self] _ in self?.remove(id) }
        return stream
    }

    /// Tells all listeners.
    public func publish(_ change: FleetChange) {
        let current = listeners.withLock { Array($0.values) }
        for listener in current { listener.yield(change) }
    }

    /// Ends all streams.
    public func finish() {
        let current = listeners.withLock { all in
            defer { all = [:] }
            return Array(all.values)
        }
        for listener in current { listener.finish() }
    }

    private func remove(_ id: UUID) {
        listeners.withLock { _ = $0.removeValue(forKey: id) }
    }
}
