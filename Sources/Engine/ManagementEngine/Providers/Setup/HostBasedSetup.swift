import AMTSchema
import CIMModel

/// That the engine is in admin control mode.
struct HostBasedSetup: Provider {
    func instances() -> [Instance<IPS.HostBasedSetupService>] {
        [
            Instance(named: "Intel(r) AMT Host Based Setup Service") {
                $0.allowedControlModes = [2, 1]
                $0.certChainStatus = 0
                $0.currentControlMode = 2
            }
        ]
    }
}
