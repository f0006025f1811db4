import ObjectManager
import AMTSchema
import CIMModel
package import Inventory

/// What the firmware says it can do: QEMU's tables say that it does not say.
package struct BIOSFeatures: Provider {
    let hardware: HardwareInventory

    package init(hardware: HardwareInventory) { self.hardware = hardware }

    /// SMBIOS: "BIOS characteristics are not supported".
    private static let unsaid: UInt16 = 3

    func instances() -> [Instance<CIM.BIOSFeature>] {
        [
            Instance {
                $0.characteristics = [Self.unsaid]
                $0.elementName = "Primary BIOS Features"
                $0.identifyingNumber = hardware.system.version
                $0.name = "Primary BIOS Features"
                $0.operationalStatus = [0]
                $0.productName = hardware.system.product
                $0.vendor = hardware.system.manufacturer
                $0.version = hardware.system.version
            }
        ]
    }
}
