import FoundationEssentials
import Synchronization

/// The engine's clock: the host's, moved by what a console has set.
final class Clock: Sendable {
    private let offset = Mutex<Int64>(0)
    private let isConfigured = Mutex(false)

    /// Seconds since 1970, UTC.
    var seconds: UInt32 { UInt32(clamping: Int64(Date().timeIntervalSince1970) + offset.withLock { $0 }) }

    /// Whether a console has set the clock.
    var wasSet: Bool { isConfigured.withLock { $0 } }

    /// Sets the clock.
    func set(to seconds: UInt32) {
        offset.withLock { $0 = Int64(seconds) - Int64(Date().timeIntervalSince1970) }
        isConfigured.withLock { $0 = true }
    }
}
