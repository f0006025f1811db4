import AMTSchema
import CIMModel

/// That nobody is asked for consent, for nothing that would need it is served.
struct OptIn: Provider {
    func instances() -> [Instance<IPS.OptInService>] {
        [
            Instance(named: "Intel(r) AMT OptIn Service") {
                $0.canModifyOptInPolicy = 0
                $0.optInCodeTimeout = 120
                $0.optInDisplayTimeout = 300
                $0.optInRequired = 0
                $0.optInState = 0
            }
        ]
    }
}
