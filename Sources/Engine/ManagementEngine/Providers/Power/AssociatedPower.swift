import AMTSchema
import CIMModel
import VirtualPC

/// The power light, and what can be asked of the PC now.
struct AssociatedPower: Provider {
    let pc: any VirtualPC

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

extension Reference<CIM.ComputerSystem> {
    /// The PC.
    static let managedSystem = Reference(["CreationClassName": "CIM_ComputerSystem", "Name": "ManagedSystem"])
}
