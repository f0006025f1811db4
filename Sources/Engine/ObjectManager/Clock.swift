package import FoundationEssentials
package import NVRAM
import Synchronization

/// The engine's clock: the host's, moved by what a console has set.
package final class Clock: Sendable {
    /// What a console has set, kept from start to start.
    package struct Setting: Codable, Hashable, Sendable {
        /// Seconds that the clock is ahead of the host's.
        package var offset: Int64 = 0
        /// Whether it was set at all.
        var isConfigured = false
    }

    private static let key = "clock"

    private let setting: Mutex<Setting>
    private let host: @Sendable () -> Date

    /// A clock that is set as it was kept.
    ///
    /// - Parameter host: the host's time.
    package init(_ kept: Setting = Setting(), host: @escaping @Sendable () -> Date = { Date() }) {
        setting = Mutex(kept)
        self.host = host
    }

    /// The clock as it was when the engine ended.
    package convenience init(keptIn nvram: NVRAM) async throws {
        self.init(try await nvram.setting(Self.key, as: Setting.self) ?? Setting())
    }

    /// Seconds since 1970, UTC.
    package var seconds: UInt32 { UInt32(clamping: hostSeconds + setting.withLock { $0.offset }) }

    /// The time, to the host's precision.
    package var now: Date { reading(at: host()) }

    /// What the clock, as it is set now, says of a time of the host's.
    package func reading(at hostTime: Date) -> Date {
        hostTime.addingTimeInterval(TimeInterval(setting.withLock { $0.offset }))
    }

    /// Whether a console has set the clock.
    package var wasSet: Bool { setting.withLock { $0.isConfigured } }

    /// Sets the clock, in memory and in NVRAM.
    package func set(to seconds: UInt32, keptIn nvram: NVRAM) async throws {
        let new = Setting(offset: Int64(seconds) - hostSeconds, isConfigured: true)
        try await nvram.set(new, for: Self.key)
        setting.withLock { $0 = new }
    }

    private var hostSeconds: Int64 { Int64(host().timeIntervalSince1970) }
}
