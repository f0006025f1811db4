import ObjectManager
import AMTSchema
import CIMModel

/// The wire of the PC that the filter guards.
package struct EthernetPort: Provider {
    let mac: String

    package init(mac: String) { self.mac = mac }

    func instances() -> [Instance<CIM.EthernetPort>] {
        [
            Instance {
                $0.creationClassName = "CIM_EthernetPort"
                $0.description = "Wired0"
                $0.deviceID = "Intel(r) AMT Ethernet Port 0"
                $0.elementName = "Intel(r) AMT Ethernet Port"
                $0.enabledDefault = 5
                $0.enabledState = .enabled
                $0.linkTechnology = 2
                $0.maxSpeed = 1_000_000_000
                $0.networkAddresses = [mac.lowercased().filter { $0 != ":" }]
                $0.operationalStatus = [0]
                $0.portType = 53
                $0.requestedState = .notApplicable
                $0.speed = 1_000_000_000
                $0.systemCreationClassName = "CIM_ComputerSystem"
                $0.systemName = "Intel(r) AMT"
            }
        ]
    }
}

/// The engine's end of its wire.
package struct LANEndpoint: Provider {
    let mac: String

    package init(mac: String) { self.mac = mac }

    func instances() -> [Instance<IPS.LANEndpoint>] {
        [
            Instance {
                $0.creationClassName = "IPS_LANEndpoint"
                $0.enabledState = .enabled
                $0.lanType = 2
                $0.macAddress = mac.lowercased().filter { $0 != ":" }
                $0.name = "Intel(r) AMT LAN Endpoint"
                $0.protocolType = 0
                $0.requestedState = .notApplicable
                $0.systemCreationClassName = "CIM_ComputerSystem"
                $0.systemName = "Intel(r) AMT"
            }
        ]
    }
}

/// That no program on the PC has told the engine the user OS's addresses.
package struct HostIPSettings: Provider {
    package init() {}

    func instances() -> [Instance<IPS.HostIPSettings>] {
        [
            Instance {
                $0.dhcpEnabled = false
                $0.elementName = "Intel(r) AMT: Host IP Settings"
                $0.instanceID = "Intel(r) AMT: Host IP Settings"
            }
        ]
    }
}
