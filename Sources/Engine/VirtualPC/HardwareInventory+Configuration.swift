public import Inventory

extension HardwareInventory {
    /// What a PC of this configuration is made of; only who may read the disk's image knows how large it is.
    public static func standard(for configuration: PCConfiguration, diskBytes: UInt64) -> HardwareInventory {
        .standard(
            name: configuration.name,
            uuid: configuration.uuid,
            cores: configuration.userOS.cores,
            memoryMiB: configuration.userOS.memoryMiB,
            diskBytes: diskBytes,
            mac: configuration.userOS.mac
        )
    }
}
