package import ObjectManager
import AMTSchema
import CIMModel
package import Inventory

/// Which part of the PC is which device, and what runs on it.
package struct HardwareAssociations {
    let hardware: HardwareInventory

    package init(hardware: HardwareInventory) { self.hardware = hardware }

    /// All of them.
    package var all: [AnyProvider] {
        [
            AnyProvider(
                AssociationProvider<CIM.Realizes> { [hardware] in Self.chips(hardware) + Self.media(hardware) }
            ),
            AnyProvider(AssociationProvider<CIM.SystemBIOS> { [hardware] in [Self.firmware(hardware)] }),
        ]
    }

    private typealias Pair = (one: EndpointReference, other: EndpointReference)

    private static func chips(_ hardware: HardwareInventory) -> [Pair] {
        hardware.processors.indices.map { place in
            (
                Reference<CIM.Chip>(["CreationClassName": "CIM_Chip", "Tag": "CPU \(place)"]).target,
                Reference<CIM.Processor>(device("CIM_Processor", "CPU \(place)")).target
            )
        }
    }

    private static func media(_ hardware: HardwareInventory) -> [Pair] {
        hardware.media.indices.map { place in
            let package = ["CreationClassName": "CIM_PhysicalPackage", "Tag": MediaPackage.tag(place)]
            let device = device("CIM_MediaAccessDevice", MediaPackage.deviceID(place))
            return (Reference<CIM.PhysicalPackage>(package).target, Reference<CIM.MediaAccessDevice>(device).target)
        }
    }

    private static func device(_ name: String, _ id: String) -> [String: String] {
        [
            "CreationClassName": name, "DeviceID": id, "SystemCreationClassName": "CIM_ComputerSystem",
            "SystemName": "ManagedSystem",
        ]
    }

    private static func firmware(_ hardware: HardwareInventory) -> Pair {
        let keys = [
            "Name": "Primary BIOS", "SoftwareElementID": hardware.bios.version, "SoftwareElementState": "2",
            "TargetOperatingSystem": "66", "Version": hardware.bios.version,
        ]
        return (Reference<CIM.ComputerSystem>.managedSystem.target, Reference<CIM.BIOSElement>(keys).target)
    }
}
