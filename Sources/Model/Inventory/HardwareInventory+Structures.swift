extension HardwareInventory {
    /// The record as SMBIOS structures (2.8), numbered as QEMU numbers those that the user OS reads.
    public var smbiosStructures: [SMBIOSStructure] {
        [biosStructure, systemStructure, boardStructure, chassisStructure] + processorStructures + memoryStructures
    }

    private var biosStructure: SMBIOSStructure {
        SMBIOSStructure(0, handle: 0) {
            $0.add(bios.vendor)
            $0.add(bios.version)
            $0.add(number: 0xE800 as UInt16)
            $0.add(bios.releaseDate)
            $0.add(0)
            // The characteristics are not said; it is a virtual machine.
            $0.add(number: 0x08 as UInt64)
            $0.add(0x00, 0x14, 0x00, 0x00, 0xFF, 0xFF)
        }
    }

    private var systemStructure: SMBIOSStructure {
        SMBIOSStructure(1, handle: 0x100) {
            for text in [system.manufacturer, system.product, system.version, system.serial] { $0.add(text) }
            $0.add(bytes: guidBytes)
            // Woken by the power switch; no SKU, no family.
            $0.add(0x06, 0, 0)
        }
    }

    private var boardStructure: SMBIOSStructure {
        SMBIOSStructure(2, handle: 0x200) {
            for text in [board.manufacturer, board.product, board.version, board.serial, board.assetTag] {
                $0.add(text)
            }
            // A hosting board, in the chassis, a motherboard.
            $0.add(0x01, 0)
            $0.add(number: 0x300 as UInt16)
            $0.add(0x0A, 0)
        }
    }

    private var chassisStructure: SMBIOSStructure {
        SMBIOSStructure(3, handle: 0x300) {
            $0.add(chassis.manufacturer)
            $0.add(0x01)
            for text in [chassis.version, chassis.serial, chassis.assetTag] { $0.add(text) }
            // Safe in all four respects that are asked.
            $0.add(0x03, 0x03, 0x03, 0x02)
            $0.add(number: 0 as UInt32)
            $0.add(0, 0, 0, 0, 0)
        }
    }

    private var processorStructures: [SMBIOSStructure] {
        processors.enumerated().map { place, processor in
            SMBIOSStructure(4, handle: 0x400 + UInt16(clamping: place)) {
                $0.add("CPU \(place)")
                $0.add(0x03, UInt8(clamping: processor.family))
                $0.add(processor.manufacturer)
                $0.add(number: 0 as UInt64)
                $0.add(processor.model)
                $0.add(0)
                $0.add(number: 0 as UInt16)
                for _ in 0..<2 { $0.add(number: UInt16(clamping: processor.maxSpeedMHz)) }
                $0.add(0x41, 0x01)
                for _ in 0..<3 { $0.add(number: 0xFFFF as UInt16) }
                let cores = UInt8(clamping: processor.cores)
                $0.add(0, 0, 0, cores, cores, cores)
                $0.add(number: 0x02 as UInt16)
                $0.add(number: UInt16(clamping: processor.family))
            }
        }
    }

    private var memoryStructures: [SMBIOSStructure] {
        memory.enumerated().map { place, module in
            SMBIOSStructure(17, handle: 0x1100 + UInt16(clamping: place)) {
                let mebibytes = UInt32(clamping: module.sizeBytes >> 20)
                for number in [0x1000, 0xFFFE, 0xFFFF, 0xFFFF] as [UInt16] { $0.add(number: number) }
                $0.add(number: mebibytes < 0x7FFF ? UInt16(mebibytes) : 0x7FFF)
                $0.add(0x09, 0)
                $0.add("DIMM \(place)")
                $0.add(module.bank)
                $0.add(0x07)
                $0.add(number: 0x02 as UInt16)
                $0.add(number: UInt16(clamping: module.speedMHz))
                for text in [module.manufacturer, module.serial, module.assetTag, module.part] { $0.add(text) }
                $0.add(0)
                $0.add(number: mebibytes < 0x7FFF ? 0 : mebibytes)
                $0.add(number: UInt16(clamping: module.speedMHz))
                for _ in 0..<3 { $0.add(number: 0 as UInt16) }
            }
        }
    }

    /// The platform GUID, its first three fields least byte first.
    private var guidBytes: [UInt8] {
        let digits = Array(system.uuid.utf8.filter { $0 != UInt8(ascii: "-") })
        guard digits.count == 32 else { return [UInt8](repeating: 0, count: 16) }
        let bytes = stride(from: 0, to: 32, by: 2).map { place in
            UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16) ?? 0
        }
        return bytes[0..<4].reversed() + bytes[4..<6].reversed() + bytes[6..<8].reversed() + bytes[8...]
    }
}
