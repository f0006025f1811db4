import ObjectManager
import AMTSchema
import CIMModel
package import Inventory

/// The case of the PC.
package struct ChassisProvider: Provider {
    let hardware: HardwareInventory

    package init(hardware: HardwareInventory) { self.hardware = hardware }

    func instances() -> [Instance<CIM.Chassis>] {
        [
            Instance {
                // SMBIOS's "other", as the user OS reads it.
                $0.chassisPackageType = 1
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
