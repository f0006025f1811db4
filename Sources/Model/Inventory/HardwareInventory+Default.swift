extension HardwareInventory {
    /// The record of a PC whose owner did not write one: what the virtual board really offers.
    public static func standard(
        name: String,
        uuid: String,
        cores: Int,
        memoryMiB: Int,
        diskBytes: UInt64,
        mac: String
    ) -> HardwareInventory {
        let serial = "SKS-" + name.uppercased()
        return HardwareInventory(
            system: SystemIdentity(
                manufacturer: "Sekisho",
                product: "Virtual PC",
                version: "1.0",
                serial: serial,
                uuid: uuid
            ),
            bios: BIOSIdentity(vendor: "Sekisho", version: "1.0.0", releaseDate: "01/15/2026"),
            board: BoardIdentity(
                manufacturer: "Sekisho",
                product: "Q35",
                version: "1.0",
                serial: serial + "-B",
                assetTag: name
            ),
            chassis: ChassisIdentity(manufacturer: "Sekisho", version: "1.0", serial: serial + "-C", assetTag: name),
            processors: [
                Processor(
                    manufacturer: "QEMU",
                    family: 1,
                    model: "QEMU Virtual CPU",
                    cores: cores,
                    maxSpeedMHz: 2000
                )
            ],
            memory: [standardModule(serial: serial, memoryMiB: memoryMiB)],
            media: standardMedia(serial: serial, diskBytes: diskBytes),
            nics: [NetworkAdapter(mac: mac)]
        )
    }

    private static func standardModule(serial: String, memoryMiB: Int) -> MemoryModule {
        MemoryModule(
            bank: "BANK 0",
            manufacturer: "QEMU",
            part: "RAM",
            serial: serial + "-M",
            assetTag: "0",
            sizeBytes: UInt64(max(memoryMiB, 0)) << 20,
            speedMHz: 2400
        )
    }

    private static func standardMedia(serial: String, diskBytes: UInt64) -> [MediaDevice] {
        [
            MediaDevice(
                kind: .disk,
                device: "MEDIA DEV 0",
                model: "Virtio disk",
                serial: serial + "-D",
                sizeBytes: diskBytes
            ),
            MediaDevice(kind: .cdrom, device: "MEDIA DEV 1", model: "QEMU CD-ROM", serial: serial + "-O", sizeBytes: 0),
        ]
    }
}
