import ObjectManager
import AMTSchema
import CIMModel
package import Inventory

/// The disks and drives.
package struct MediaProvider: Provider {
    let hardware: HardwareInventory

    package init(hardware: HardwareInventory) { self.hardware = hardware }

    func instances() -> [Instance<CIM.MediaAccessDevice>] {
        hardware.media.enumerated().map { place, media in
            Instance {
                $0.capabilities = [4]
                $0.creationClassName = "CIM_MediaAccessDevice"
                $0.deviceID = MediaPackage.deviceID(place)
                $0.elementName = "Managed System Media Access Device"
                $0.enabledDefault = 2
                $0.enabledState = .unknown
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
