import ObjectManager
import AMTSchema
import CIMModel
package import VirtualPC

extension BootDevice {
    /// The boot sources' names, as AMT spells them.
    package var instanceID: String {
        switch self {
        case .disk: "Intel(r) AMT: Force Hard-drive Boot"
        case .network: "Intel(r) AMT: Force PXE Boot"
        case .cd: "Intel(r) AMT: Force CD/DVD Boot"
        case .https: "Intel(r) AMT: Force OCR UEFI HTTPS Boot"
        }
    }

    fileprivate var structuredBootString: String {
        switch self {
        case .disk: "CIM:Hard-Disk:1"
        case .network: "CIM:Network:1"
        case .cd: "CIM:CD/DVD:1"
        case .https: "CIM:Network:2"
        }
    }

    /// The devices that a board can be made to start from, in AMT's order.
    static func sources(of features: BoardFeatures) -> [BootDevice] {
        [.disk, .network, .cd] + (features.httpsBoot ? [.https] : [])
    }
}

/// The devices that a start can be forced from.
package struct BootSources: Provider {
    let features: BoardFeatures

    package init(features: BoardFeatures) { self.features = features }

    func instances() -> [Instance<CIM.BootSourceSetting>] {
        BootDevice.sources(of: features).map { device in
            Instance {
                $0.elementName = "Intel(r) AMT: Boot Source"
                $0.failThroughSupported = 2
                $0.instanceID = device.instanceID
                $0.structuredBootString = device.structuredBootString
            }
        }
    }
}
