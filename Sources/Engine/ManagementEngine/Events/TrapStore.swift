import NVRAM

/// The trap settings: one at a time changes them, and what is acknowledged is kept.
actor TrapStore {
    private static let key = "traps"

    private let nvram: NVRAM
    /// The settings now.
    private(set) var settings: TrapSettings

    init(nvram: NVRAM) async throws(NVRAMError) {
        self.nvram = nvram
        settings = try await nvram.setting(Self.key, as: TrapSettings.self) ?? TrapSettings()
    }

    /// Changes the settings, all of what the change does or nothing.
    @discardableResult
    func change<Answer: Sendable>(_ body: @Sendable (inout TrapSettings) throws -> Answer) async throws -> Answer {
        let before = settings
        var wanted = settings
        let answer = try body(&wanted)
        settings = wanted
        do {
            try await nvram.set(wanted, for: Self.key)
        } catch {
            settings = before
            throw error
        }
        return answer
    }
}
