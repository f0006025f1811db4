import AMTSchema
import CIMModel
import Inventory

/// The case of the PC.
struct ChassisProvider: Provider {
    let hardware: HardwareInventory

    func instances() -> [Instance<CIM.Chassis>] {
        [
            Instance {
                $0.chassisPackageType = 3
                $0.creationClassName = "CIM_Chassis"
                $0.elementName = "Managed System Chassis"
                $0.manufacturer = hardware.system.manufacturer
                $0.model = hardware.system.product
                $0.operationalStatus = [0]
                $0.packageType = 3
                $0.serialNumber = hardware.system.serial
                $0.tag = "CIM_Chassis"
                $0.version = hardware.system.version
            }
        ]
    }
}

/// The main board.
struct BoardProvider: Provider {
    let hardware: HardwareInventory

    func instances() -> [Instance<CIM.Card>] {
        [
            Instance {
                $0.canBeFRUed = true
                $0.creationClassName = "CIM_Card"
                $0.elementName = "Managed System Base Board"
                $0.manufacturer = hardware.board.manufacturer
                $0.model = hardware.board.product
                $0.operationalStatus = [0]
                $0.packageType = 9
                $0.serialNumber = hardware.board.serial
                $0.tag = "CIM_Card"
                $0.version = hardware.board.version
            }
        ]
    }
}

/// The firmware of the PC.
struct BIOSProvider: Provider {
    let hardware: HardwareInventory

    func instances() -> [Instance<CIM.BIOSElement>] {
        [
            Instance {
                $0.elementName = "Primary BIOS"
                $0.manufacturer = hardware.bios.vendor
                $0.name = "Primary BIOS"
                $0.operationalStatus = [0]
                $0.primaryBIOS = true
                $0.releaseDate = releaseDate
                $0.softwareElementID = hardware.bios.version
                $0.softwareElementState = 2
                $0.targetOperatingSystem = 66
                $0.version = hardware.bios.version
            }
        ]
    }

    /// SMBIOS writes mm/dd/yyyy, CIM an ISO date.
    private var releaseDate: DateTime? {
        let parts = hardware.bios.releaseDate.split(separator: "/")
        guard parts.count == 3 else { return nil }
        return DateTime(text: "\(parts[2])-\(parts[0])-\(parts[1])T00:00:00Z")
    }
}

/// The processors.
struct ProcessorProvider: Provider {
    let hardware: HardwareInventory

    func instances() -> [Instance<CIM.Processor>] {
        hardware.processors.enumerated().map { place, processor in
            Instance {
                $0.cpuStatus = 1
                $0.creationClassName = "CIM_Processor"
                $0.currentClockSpeed = UInt32(clamping: processor.maxSpeedMHz)
                $0.deviceID = "CPU \(place)"
                $0.elementName = "Managed System CPU"
                $0.enabledState = .enabled
                $0.family = UInt16(clamping: processor.family)
                $0.healthState = 0
                $0.maxClockSpeed = UInt32(clamping: processor.maxSpeedMHz)
                $0.operationalStatus = [0]
                $0.requestedState = .notApplicable
                $0.role = "Central"
                $0.systemCreationClassName = "CIM_ComputerSystem"
                $0.systemName = "ManagedSystem"
                $0.upgradeMethod = 6
            }
        }
    }
}

/// The packages of the processors.
struct ChipProvider: Provider {
    let hardware: HardwareInventory

    func instances() -> [Instance<CIM.Chip>] {
        hardware.processors.enumerated().map { place, processor in
            Instance {
                $0.canBeFRUed = true
                $0.creationClassName = "CIM_Chip"
                $0.elementName = "Managed System Processor Chip"
                $0.manufacturer = processor.manufacturer
                $0.operationalStatus = [0]
                $0.tag = "CPU \(place)"
                $0.version = processor.model
            }
        }
    }
}

/// The memory modules.
struct MemoryProvider: Provider {
    let hardware: HardwareInventory

    func instances() -> [Instance<CIM.PhysicalMemory>] {
        hardware.memory.enumerated().map { place, module in
            Instance {
                $0.bankLabel = module.bank
                $0.capacity = module.sizeBytes
                $0.configuredMemoryClockSpeed = UInt32(clamping: module.speedMHz)
                $0.creationClassName = "CIM_PhysicalMemory"
                $0.elementName = "Managed System Memory"
                $0.formFactor = 8
                $0.isSpeedInMhz = true
                $0.manufacturer = module.manufacturer
                $0.maxMemorySpeed = UInt32(clamping: module.speedMHz)
                $0.memoryType = 26
                $0.partNumber = module.part
                $0.serialNumber = module.serial
                $0.speed = 0
                $0.tag = place == 0 ? module.serial : "\(module.serial) (#\(place))"
            }
        }
    }
}

/// The disks and drives.
struct MediaProvider: Provider {
    let hardware: HardwareInventory

    func instances() -> [Instance<CIM.MediaAccessDevice>] {
        hardware.media.enumerated().map { place, media in
            Instance {
                $0.capabilities = [4]
                $0.creationClassName = "CIM_MediaAccessDevice"
                $0.deviceID = "MEDIA DEV \(place)"
                $0.elementName = "Managed System Media Access Device"
                $0.enabledDefault = 2
                $0.enabledState = .enabled
                $0.maxMediaSize = media.sizeBytes / 1000
                $0.operationalStatus = [0]
                $0.requestedState = .notApplicable
                $0.security = 2
                $0.systemCreationClassName = "CIM_ComputerSystem"
                $0.systemName = "ManagedSystem"
            }
        }
    }
}

/// The PC in its chassis, with the platform GUID.
struct PackageProvider: Provider {
    let identity: Identity

    func instances() -> [Instance<CIM.ComputerSystemPackage>] {
        [
            Instance {
                $0.antecedent = Reference(["CreationClassName": "CIM_Chassis", "Tag": "CIM_Chassis"])
                $0.dependent = .managedSystem
                $0.platformGUID = identity.platformGUID
            }
        ]
    }
}
