package import NVRAM
import VirtualPC

/// How the PC is to start the next time, kept in NVRAM until a start uses it up.
package struct BootOrder: Sendable {
    let nvram: NVRAM

    package init(nvram: NVRAM) { self.nvram = nvram }

    /// The boot settings as they are kept; all but ``service`` hold for one start.
    package struct Settings: Codable, Sendable, Hashable {
        var source: BootDevice?
        package var isArmed = false
        var data: BootData?
    }

    private static let key = "boot"
    private static let serviceKey = "bootService"

    /// The settings now.
    package func settings() async throws -> Settings {
        try await nvram.setting(Self.key, as: Settings.self) ?? Settings()
    }

    /// Chooses a source; nil leaves the board's own order.
    func choose(_ source: BootDevice?) async throws { try await change { $0.source = source } }

    /// Makes the choice hold for the next start, or not.
    func arm(_ isArmed: Bool) async throws { try await change { $0.isArmed = isArmed } }

    /// Makes of the options of AMT_BootSettingData what `body` does, which may refuse.
    func changeData(_ body: @Sendable (inout BootData) throws -> Void) async throws {
        try await change { settings in
            var data = settings.data ?? BootData()
            try body(&data)
            settings.data = data
        }
    }

    private func change(_ body: @Sendable (inout Settings) throws -> Void) async throws {
        try await nvram.change(Self.key, from: Settings(), body)
    }

    /// What may be asked of a start besides the common options.
    func service() async throws -> BootServiceState {
        try await nvram.setting(Self.serviceKey, as: BootServiceState.self) ?? BootServiceState()
    }

    /// Allows one-click recovery and platform erase, or forbids them.
    func set(_ service: BootServiceState) async throws { try await nvram.set(service, for: Self.serviceKey) }

    /// The settings that wait for the next start; nil when none do.
    package func armed() async -> Settings? {
        guard let settings = try? await settings(), settings.isArmed else { return nil }
        return settings
    }

    /// Takes the options that wait for a start; nil when none do.
    ///
    /// They are gone before the start is made: whatever ends the engine meanwhile, no second start obeys them.
    func take() async throws(NVRAMError) -> Settings? {
        try await nvram.update(Self.key, initially: Settings()) { settings in
            guard settings.isArmed else { return nil }
            defer { settings = Settings() }
            return settings
        }
    }

    /// Puts back what was taken for a start that was not made, unless a console has set something since.
    func giveBack(_ taken: Settings) async throws(NVRAMError) {
        try await nvram.update(Self.key, initially: Settings()) { settings in
            if settings == Settings() { settings = taken }
        }
    }

    /// How a start with these settings differs from the board's own way.
    func options(of settings: Settings, features: BoardFeatures) async -> BootOptions {
        let service = (try? await service()) ?? BootServiceState()
        var options = BootOptions(source: settings.source)
        if let data = settings.data { data.apply(to: &options, service: service) }
        if options.source == .https { options.https = await https(settings.data) }
        return features.permits(options) ? options : BootOptions(source: nil)
    }

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
