import NVRAM
import VirtualPC

/// What the PC starts from at its next start, kept in NVRAM until a start uses it up.
struct BootOrder: Sendable {
    let nvram: NVRAM

    /// The boot settings as they are kept.
    struct Settings: Codable, Sendable {
        var source: BootDevice?
        var isArmed = false
    }

    private static let key = "boot"

    /// The settings now.
    func settings() async throws -> Settings { try await nvram.setting(Self.key, as: Settings.self) ?? Settings() }

    /// Chooses a source; nil leaves the board's own order.
    func choose(_ source: BootDevice?) async throws {
        var settings = try await settings()
        settings.source = source
        try await nvram.set(settings, for: Self.key)
    }

    /// Makes the choice hold for the next start, or not.
    func arm(_ isArmed: Bool) async throws {
        var settings = try await settings()
        settings.isArmed = isArmed
        try await nvram.set(settings, for: Self.key)
    }

    /// The device of the next start; nil for the board's own order.
    func next() async -> BootDevice? {
        guard let settings = try? await settings(), settings.isArmed else { return nil }
        return settings.source
    }

    /// Forgets the choice: a start has used it.
    func used() async { try? await nvram.set(Settings(), for: Self.key) }
}
