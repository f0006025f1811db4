public import FoundationEssentials

/// The time, and waiting for it to pass.
public struct FleetClock: Sendable {
    /// Tells the time.
    public var now: @Sendable () -> Date
    /// Waits.
    public var sleep: @Sendable (Duration) async throws -> Void

    /// Creates a clock.
    public init(
        now: @escaping @Sendable () -> Date,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// The clock of this computer.
    public static let system = FleetClock(now: { Date() }, sleep: { try await Task.sleep(for: $0) })
}
