import NVRAM
import VirtualPC

/// How the PC is to start the next time, kept in NVRAM until a start uses it up.
struct BootOrder: Sendable {
    let nvram: NVRAM

    /// The boot settings as they are kept; all but ``service`` hold for one start.
    struct Settings: Codable, Sendable, Hashable {
        var source: BootDevice?
        var isArmed = false
        var data: BootData?
    }

    private static let key = "boot"
    private static let serviceKey = "bootService"

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

    /// Keeps the options of AMT_BootSettingData.
    func keep(_ data: BootData) async throws {
        var settings = try await settings()
        settings.data = data
        try await nvram.set(settings, for: Self.key)
    }

    /// What may be asked of a start besides the common options.
    func service() async throws -> BootServiceState {
        try await nvram.setting(Self.serviceKey, as: BootServiceState.self) ?? BootServiceState()
    }

    /// Allows one-click recovery and platform erase, or forbids them.
    func set(_ service: BootServiceState) async throws { try await nvram.set(service, for: Self.serviceKey) }

    /// The settings that wait for the next start; nil when none do.
    func armed() async -> Settings? {
        guard let settings = try? await settings(), settings.isArmed else { return nil }
        return settings
    }

    /// How the next start differs from the board's own way; nil when no options wait.
    func next(features: BoardFeatures) async -> BootOptions? {
        guard let settings = await armed() else { return nil }
        let service = (try? await service()) ?? BootServiceState()
        var options = BootOptions(source: settings.source)
        if let data = settings.data { data.apply(to: &options, service: service) }
        if options.source == .https { options.https = await https(settings.data) }
        guard features.permits(options) else { return BootOptions(source: nil) }
        return options
    }

    /// Forgets the options: a start has used them.
    func used() async { try? await nvram.set(Settings(), for: Self.key) }

    /// Servers are believed that an administrator trusts, when the request says so; without it none is.
    private func https(_ data: BootData?) async -> HTTPSBoot? {
        guard let parameters = data?.parameters, let url = parameters.url else { return nil }
        let roots = parameters.usesTrustedRoots ? (try? await nvram.certificates()) ?? [] : []
        return HTTPSBoot(url: url, certificates: roots.filter(\.isTrustedRoot).map(\.der))
    }
}

/// What may be asked of a start besides the common options.
struct BootServiceState: Codable, Sendable, Hashable {
    /// One-click recovery: a start over HTTPS.
    var allowsRecovery = false
    /// Remote platform erase.
    var allowsErase = false
}
