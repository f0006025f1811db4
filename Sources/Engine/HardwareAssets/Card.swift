import ObjectManager
import AMTSchema
import CIMModel
package import Inventory

/// The main board.
package struct BoardProvider: Provider {
    let hardware: HardwareInventory

    package init(hardware: HardwareInventory) { self.hardware = hardware }

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
