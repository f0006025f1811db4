import ObjectManager
import AMTSchema
import CIMModel
package import Inventory

/// The memory modules.
package struct MemoryProvider: Provider {
    let hardware: HardwareInventory

    package init(hardware: HardwareInventory) { self.hardware = hardware }

    func instances() -> [Instance<CIM.PhysicalMemory>] {
        hardware.memory.enumerated().map { place, module in
            Instance {
                $0.bankLabel = module.bank
                $0.capacity = module.sizeBytes
                $0.configuredMemoryClockSpeed = UInt32(clamping: module.speedMHz)
                $0.creationClassName = "CIM_PhysicalMemory"
                $0.elementName = "Managed System Memory Chip"
                // A DIMM, as SMBIOS numbers it.
                $0.formFactor = 9
                $0.isSpeedInMhz = true
                $0.manufacturer = module.manufacturer
                $0.maxMemorySpeed = UInt32(clamping: module.speedMHz)
                // RAM of no special kind, as CIM numbers it: clients read this one so, unlike the form.
                $0.memoryType = 9
                $0.partNumber = module.part
                $0.serialNumber = module.serial
                $0.speed = 0
                $0.tag = place == 0 ? module.serial : "\(module.serial) (#\(place))"
            }
        }
    }
}
