import ObjectManager
import AMTSchema
import CIMModel
package import Inventory

/// The firmware of the PC.
package struct BIOSProvider: Provider {
    let hardware: HardwareInventory

    package init(hardware: HardwareInventory) { self.hardware = hardware }

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
