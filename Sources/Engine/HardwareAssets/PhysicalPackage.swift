import ObjectManager
import AMTSchema
import CIMModel
package import Inventory

/// The cases of the disks and drives, which carry their model and serial number.
package struct MediaPackage: Provider {
    let hardware: HardwareInventory

    package init(hardware: HardwareInventory) { self.hardware = hardware }

    /// SMBIOS has no number for it, CIM has: a package of storage media.
    private static let storageMedia: UInt16 = 15

    func instances() -> [Instance<CIM.PhysicalPackage>] {
        hardware.media.enumerated().map { place, media in
            Instance {
                $0.canBeFRUed = true
                $0.creationClassName = "CIM_PhysicalPackage"
                $0.elementName = "Managed System Storage Media Package"
                $0.model = media.model
                $0.operationalStatus = [0]
                $0.packageType = Self.storageMedia
                $0.serialNumber = media.serial
                $0.tag = Self.tag(place)
            }
        }
    }

    /// The name of a package among packages.
    static func tag(_ place: Int) -> String { "Storage Media Package \(place)" }

    /// The name of the device within the package.
    static func deviceID(_ place: Int) -> String { "MEDIA DEV \(place)" }
}
