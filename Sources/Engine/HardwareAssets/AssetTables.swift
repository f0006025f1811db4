import ObjectManager
import AMTSchema
import CIMModel
import FoundationEssentials
package import Inventory

/// Which of the board's tables are kept.
package struct AssetTableService: Provider {
    let hardware: HardwareInventory

    package init(hardware: HardwareInventory) { self.hardware = hardware }

    func instances() -> [Instance<AMT.AssetTableService>] {
        let types = Set(hardware.smbiosStructures.map(\.type)).sorted()
        return [
            Instance(named: "Intel(r) AMT Asset Table Service") {
                $0.tableTypes = types.map { "SMbios:\($0)" }
            }
        ]
    }
}

/// The board's tables, one instance for each SMBIOS structure.
package struct AssetTables: Provider {
    let hardware: HardwareInventory

    package init(hardware: HardwareInventory) { self.hardware = hardware }

    func instances() -> [Instance<AMT.AssetTable>] {
        hardware.smbiosStructures.map { structure in
            Instance {
                $0.elementName = "Intel(r) AMT Asset Table"
                $0.instanceID = "SMbios:\(structure.type):\(structure.handle)"
                $0.tableData = Data(structure.bytes).base64EncodedString()
                $0.tableType = UInt32(structure.type)
                $0.tableTypeInfo = "SMbios:\(structure.type)"
            }
        }
    }
}
