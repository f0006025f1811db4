import ObjectManager
import AMTSchema
import CIMModel
package import VirtualPC

/// The power light, and what can be asked of the PC now.
package struct AssociatedPower: Provider {
    let pc: any VirtualPC

    package init(pc: any VirtualPC) { self.pc = pc }

    func instances() async -> [Instance<CIM.AssociatedPowerManagementService>] {
        let status = await pc.status()
        return [
            Instance {
                $0.availableRequestedPowerStates = status.available.map(\.requested.rawValue)
                $0.powerState = CIM.PowerState(status.powerState)
                $0.serviceProvided = Reference([
                    "CreationClassName": "CIM_PowerManagementService",
                    "Name": "Intel(r) AMT Power Management Service",
                    "SystemCreationClassName": "CIM_ComputerSystem",
                    "SystemName": "Intel(r) AMT",
                ])
                $0.userOfService = .managedSystem
            }
        ]
    }
}
