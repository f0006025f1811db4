import ObjectManager
import AMTSchema
import CIMModel
package import Inventory

/// The packages of the processors.
package struct ChipProvider: Provider {
    let hardware: HardwareInventory

    package init(hardware: HardwareInventory) { self.hardware = hardware }

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
