import AccessControl
import ObjectManager
package import AMTSchema
import CIMModel
import VirtualPC

/// The two systems: the PC, and the engine itself.
package struct ComputerSystems: Provider {
    let button: PowerButton

    package init(button: PowerButton) { self.button = button }

    func instances() -> [Instance<CIM.ComputerSystem>] {
        [("ManagedSystem", "Managed System"), ("Intel(r) AMT", "Intel(r) AMT Subsystem")].map { name, text in
            Instance {
                $0.creationClassName = "CIM_ComputerSystem"
                $0.elementName = text
                $0.enabledState = .notApplicable
                $0.name = name
                $0.requestedState = .notApplicable
            }
        }
    }

    var methods: [Handler<CIM.ComputerSystem>] {
        [
            .on(\.requestStateChange) { system, _, input, _ in
                guard let state = input.requestedState.flatMap(CIM.RequestedState.init(rawValue:)) else {
                    return .invalidParameter
                }
                guard system.name == "ManagedSystem", let action = PowerAction(state) else { return .notSupported }
                return await request(action)
            }
        ]
    }

    private func request(_ action: PowerAction) async -> CIM.StateChangeStatus {
        do throws(PowerButton.Refusal) {
            try await button.press(action)
            return .completed
        } catch {
            switch error {
            case .invalidState: return .invalidStateTransition
            case .timeout: return .timeout
            case .failed: return .failed
            }
        }
    }
}

extension PowerAction {
    /// What the general states of CIM mean for a PC; nil for those that mean nothing.
    package init?(_ requested: CIM.RequestedState) {
        switch requested {
        case .enabled: self = .on
        case .disabled: self = .offHard
        case .shutDown: self = .offGraceful
        case .quiesce: self = .sleep
        case .reboot: self = .resetGraceful
        case .reset: self = .reset
        default: return nil
        }
    }
}
