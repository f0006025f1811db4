import ObjectManager
import AMTSchema
import CIMModel
package import Inventory

/// The processors.
package struct ProcessorProvider: Provider {
    let hardware: HardwareInventory

    package init(hardware: HardwareInventory) { self.hardware = hardware }

    func instances() -> [Instance<CIM.Processor>] {
        hardware.processors.enumerated().map { place, processor in
            Instance {
                $0.cpuStatus = 1
                $0.creationClassName = "CIM_Processor"
                $0.currentClockSpeed = UInt32(clamping: processor.maxSpeedMHz)
                $0.deviceID = "CPU \(place)"
                $0.elementName = "Managed System CPU"
                $0.enabledState = .enabled
                // SMBIOS's "unknown", as the user OS reads it.
                $0.externalBusClockSpeed = 0
                $0.family = UInt16(clamping: processor.family)
                $0.healthState = 0
                $0.maxClockSpeed = UInt32(clamping: processor.maxSpeedMHz)
                $0.operationalStatus = [0]
                $0.otherFamilyDescription = ""
                $0.requestedState = .notApplicable
                $0.role = "Central"
                $0.systemCreationClassName = "CIM_ComputerSystem"
                $0.systemName = "ManagedSystem"
                // SMBIOS's "other", as the user OS reads it.
                $0.upgradeMethod = 1
            }
        }
    }
}
