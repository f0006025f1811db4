package import ObjectManager
package import NVRAM

/// Where the trap settings are kept.
package typealias TrapStore = KeptSetting<TrapSettings>

extension TrapStore {
    /// The settings that an NVRAM keeps.
    package convenience init(nvram: NVRAM) async throws(NVRAMError) {
        try await self.init("traps", from: TrapSettings(), in: nvram)
    }

    /// The settings now.
    package var settings: TrapSettings { value }
}
