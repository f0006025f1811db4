/// The firmware of the virtual board.
public enum Firmware: String, Sendable, Codable, Hashable, CaseIterable {
    /// SeaBIOS.
    case bios
    /// OVMF.
    case uefi
    /// OVMF with enrolled keys: it starts nothing that is not signed.
    case uefiSecure = "uefi-secure"

    /// Which boot options the board obeys with this firmware.
    public var features: BoardFeatures {
        var features = BoardFeatures()
        features.pause = true
        features.erasure = [.disk]
        guard self != .bios else {
            features.progress = true
            return features
        }
        features.setup = true
        features.configurationReset = true
        features.httpsBoot = true
        features.secureBoot = self == .uefiSecure
        features.erasure = [.disk, .firmware]
        return features
    }

    /// The files of the host that the firmware needs.
    public var files: [String] { [code, variables].compactMap(\.self) }

    private static let directory = "/usr/share/OVMF/"

    /// The firmware's code; nil where QEMU brings it.
    var code: String? {
        switch self {
        case .bios: nil
        case .uefi: Self.directory + "OVMF_CODE_4M.fd"
        case .uefiSecure: Self.directory + "OVMF_CODE_4M.secboot.fd"
        }
    }

    /// What the firmware remembers when it is new; with the keys of the systems that it may start.
    var variables: String? {
        switch self {
        case .bios: nil
        case .uefi: Self.directory + "OVMF_VARS_4M.fd"
        case .uefiSecure: Self.directory + "OVMF_VARS_4M.ms.fd"
        }
    }
}
