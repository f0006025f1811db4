import NVRAM

/// Where the trap settings are kept.
typealias TrapStore = KeptSetting<TrapSettings>

extension TrapStore {
    /// The settings that an NVRAM keeps.
    convenience init(nvram: NVRAM) async throws(NVRAMError) {
        try await self.init("traps", from: TrapSettings(), in: nvram)
    }

    /// The settings now.
    var settings: TrapSettings { value }
}
