import ObjectManager
import AMTSchema
import CIMModel

/// What the board's power management can do, in AMT's order.
package struct PowerCapabilities: Provider {
    package init() {}

    /// Every state that can be asked for; sleeping on the disk depends on the user OS.
    private static let states: [CIM.PowerState] = [
        .powerCycleOffSoft, .offSoft, .on, .masterBusReset, .diagnosticInterrupt, .offSoftGraceful,
        .masterBusResetGraceful, .powerCycleOffSoftGraceful, .sleepDeep, .hibernate,
    ]
    /// Enabled, settable, cycling, and graceful forms of off and reset.
    private static let changes: [UInt16] = [2, 3, 4, 7, 8]

    func instances() -> [Instance<CIM.PowerManagementCapabilities>] {
        [
            Instance {
                $0.elementName = "Power Management Capabilities"
                $0.instanceID = "Intel(r) AMT:PowerManagementCapabilities 0"
                $0.otherPowerChangeCapabilities = ""
                $0.powerChangeCapabilities = Self.changes
                $0.powerStatesSupported = Self.states.map(\.rawValue)
                $0.requestedPowerStatesSupported = Self.states.map(\.rawValue)
            }
        ]
    }
}
