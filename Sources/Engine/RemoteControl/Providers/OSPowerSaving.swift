import ObjectManager
import AMTSchema
import CIMModel
package import VirtualPC

/// Whether the user OS saves power while it looks switched off; it does not on this board.
package struct OSPowerSaving: Provider {
    let pc: any VirtualPC

    package init(pc: any VirtualPC) { self.pc = pc }

    func instances() async -> [Instance<IPS.PowerManagementService>] {
        let isOn = await pc.status().powerState == .on
        return [
            Instance(named: "Intel(r) AMT Power Management Service") {
                $0.enabledState = .notApplicable
                $0.osPowerSavingState = isOn ? .fullPower : .unknown
                $0.requestedState = .notApplicable
            }
        ]
    }

    var methods: [Handler<IPS.PowerManagementService>] {
        [
            .on(\.requestOSPowerSavingStateChange) { input, _ in
                switch input.osPowerSavingState {
                case .fullPower: .completed
                case .saving: .notSupported
                default: .invalidParameter
                }
            }
        ]
    }
}
