extension HardwareInventory {
    /// The values of QEMU's `-smbios` options that make the user OS read this record.
    ///
    /// QEMU takes one option for all processors and one for all memory modules, so the first of each speaks.
    public func smbiosOptions() -> [String] {
        [biosOption, systemOption, boardOption, chassisOption] + processorOptions + memoryOptions
    }

    private var biosOption: String {
        option(0, [("vendor", bios.vendor), ("version", bios.version), ("date", bios.releaseDate)])
    }

    private var systemOption: String {
        option(
            1,
            [
                ("manufacturer", system.manufacturer), ("product", system.product), ("version", system.version),
                ("serial", system.serial), ("uuid", system.uuid),
            ]
        )
    }

    private var boardOption: String {
        option(
            2,
            [
                ("manufacturer", board.manufacturer), ("product", board.product), ("version", board.version),
                ("serial", board.serial), ("asset", board.assetTag),
            ]
        )
    }

    private var chassisOption: String {
        option(
            3,
            [
                ("manufacturer", chassis.manufacturer), ("version", chassis.version), ("serial", chassis.serial),
                ("asset", chassis.assetTag),
            ]
        )
    }

    private var processorOptions: [String] {
        processors.prefix(1).map { processor in
            option(
                4,
                [
                    ("manufacturer", processor.manufacturer), ("version", processor.model),
                    ("max-speed", String(processor.maxSpeedMHz)), ("current-speed", String(processor.maxSpeedMHz)),
                ]
            )
        }
    }

    private var memoryOptions: [String] {
        memory.prefix(1).map { module in
            option(
                17,
                [
                    ("bank", module.bank), ("manufacturer", module.manufacturer), ("part", module.part),
                    ("serial", module.serial), ("asset", module.assetTag), ("speed", String(module.speedMHz)),
                ]
            )
        }
    }

    private func option(_ type: Int, _ fields: [(name: String, value: String)]) -> String {
        let written = fields.filter { !$0.value.isEmpty }.map { "\($0.name)=\(quoted($0.value))" }
        return (["type=\(type)"] + written).joined(separator: ",")
    }

    /// QEMU's option syntax: a comma inside a value is written twice.
    private func quoted(_ value: String) -> String {
        value.split(separator: ",", omittingEmptySubsequences: false).joined(separator: ",,")
    }
}
