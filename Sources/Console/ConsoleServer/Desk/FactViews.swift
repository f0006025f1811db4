import ConsoleAPI
import Foundation
import Inventory

extension FactView {
    /// A fact about software.
    init(_ fact: SoftwareFact) {
        self.init(
            kind: fact.kind.rawValue,
            name: fact.name,
            version: fact.version,
            installedAt: fact.installedAt,
            learntAt: fact.learntAt
        )
    }

    /// The parts of a PC as facts.
    static func hardware(_ hardware: HardwareInventory, learntAt: Date?) -> [FactView] {
        let system = hardware.system
        let parts: [(String, String, String)] =
            [
                ("system", "\(system.manufacturer) \(system.product)", "\(system.version) · \(system.serial)"),
                ("bios", hardware.bios.vendor, "\(hardware.bios.version) · \(hardware.bios.releaseDate)"),
                ("board", "\(hardware.board.manufacturer) \(hardware.board.product)", hardware.board.version),
            ]
            + hardware.processors.map { ("processor", $0.model, speed($0)) }
            + hardware.memory.map { ("memory", $0.bank, size($0.sizeBytes)) }
            + hardware.media.map { ("media", "\($0.device) \($0.model)", size($0.sizeBytes)) }
            + hardware.nics.map { ("nic", "Ethernet", $0.mac) }
        return parts.map { FactView(kind: $0, name: $1, version: $2, installedAt: nil, learntAt: learntAt) }
    }

    private static func speed(_ processor: Processor) -> String {
        let cores = processor.cores > 0 ? "\(processor.cores) × " : ""
        return "\(cores)\(processor.maxSpeedMHz) MHz"
    }

    private static func size(_ bytes: UInt64) -> String {
        let mebibytes = bytes >> 20
        return mebibytes >= 10240 ? "\(mebibytes >> 10) GiB" : "\(mebibytes) MiB"
    }
}
