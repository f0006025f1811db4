import VirtualPC

extension BootProgress {
    /// The step's number in events of firmware progress (IPMI).
    package var code: UInt8 {
        switch self {
        case .processors: 0x03
        case .pciDevices: 0x07
        case .disks: 0x02
        case .optionROMs: 0x08
        case .operatingSystem: 0x13
        }
    }
}
