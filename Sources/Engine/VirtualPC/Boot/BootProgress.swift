/// A step of a start, as firmware reports it.
public enum BootProgress: String, Sendable, Codable, Hashable, CaseIterable {
    case processors
    case pciDevices
    case disks
    case optionROMs
    case operatingSystem

    /// The words of SeaBIOS by which the step is known.
    private var words: String {
        switch self {
        case .processors: "cpu(s) max supported"
        case .pciDevices: "=== PCI bus & bridge init ==="
        case .disks: "drive 0x"
        case .optionROMs: "Running option rom"
        case .operatingSystem: "Booting from 0"
        }
    }

    /// The steps that a firmware's log tells of, in the order in which they come.
    public static func steps(untrustedLog: String) -> [BootProgress] {
        allCases.compactMap { step in
            untrustedLog.firstRange(of: step.words).map { (step, $0.lowerBound) }
        }
        .sorted { $0.1 < $1.1 }
        .map(\.0)
    }
}
