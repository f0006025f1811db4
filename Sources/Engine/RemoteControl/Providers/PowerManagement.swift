import AccessControl
import ObjectManager
import AMTSchema
import CIMModel
import VirtualPC

/// The power button.
package struct PowerManagement: Provider {
    let button: PowerButton

    package init(button: PowerButton) { self.button = button }

    func instances() -> [Instance<CIM.PowerManagementService>] {
        [
            Instance(named: "Intel(r) AMT Power Management Service") {
                $0.enabledState = .notApplicable
                $0.requestedState = .notApplicable
            }
        ]
    }

    var methods: [Handler<CIM.PowerManagementService>] {
        [
            .on(\.requestPowerStateChange) { input, _ in
                if let name = input.managedElement?.selectors["Name"], name != "ManagedSystem" {
                    return .invalidParameter
                }
                guard let state = input.powerState else { return .invalidParameter }
                return await request(state)
            }
        ]
    }

    private func request(_ state: CIM.PowerState) async -> CIM.PowerManagementService.Status {
        guard let action = PowerAction(state) else { return .notSupported }
        do throws(PowerButton.Refusal) {
            try await button.press(action)
            return .completed
        } catch {
            switch error {
            case .invalidState: return .unknown
            case .timeout: return .timeout
            case .failed: return .failed
            }
        }
    }
}
