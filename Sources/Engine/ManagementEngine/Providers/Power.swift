import AMTSchema
import CIMModel
import VirtualPC

/// The power button and the power light.
struct PowerManagement: Provider {
    let pc: any VirtualPC
    let boot: BootOrder

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
                guard let action = PowerAction(state) else { return .notSupported }
                return await press(action)
            }
        ]
    }

    private func press(_ action: PowerAction) async -> CIM.PowerManagementService.Status {
        guard await pc.status().available.contains(action) else { return .unknown }
        let device = action.starts ? await boot.next() : nil
        do throws(PCError) {
            try await pc.perform(action, bootOnce: device)
            if device != nil { await boot.used() }
            return .completed
        } catch {
            switch error {
            case .notPossible: return .unknown
            case .timedOut, .guestSilent: return .timeout
            default: return .failed
            }
        }
    }
}

/// The power state of the PC and what can be asked of it now.
struct AssociatedPower: Provider {
    let pc: any VirtualPC

    func instances() async -> [Instance<CIM.AssociatedPowerManagementService>] {
        let status = await pc.status()
        return [
            Instance {
                $0.availableRequestedPowerStates = status.available.compactMap { $0.requested?.rawValue }
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

/// What the board's power management can do.
struct PowerCapabilities: Provider {
    func instances() -> [Instance<CIM.PowerManagementCapabilities>] {
        [
            Instance {
                $0.elementName = "Intel(r) AMT: Power Management Capabilities"
                $0.instanceID = "Intel(r) AMT:PowerManagementCapabilities 0"
                $0.powerChangeCapabilities = [2, 3, 4]
                $0.powerStatesSupported = PowerAction.allCases.compactMap { $0.requested?.rawValue }.sorted()
            }
        ]
    }
}

extension Reference<CIM.ComputerSystem> {
    /// The PC.
    static let managedSystem = Reference(["CreationClassName": "CIM_ComputerSystem", "Name": "ManagedSystem"])
}

extension CIM.PowerState {
    init(_ state: PowerState) {
        switch state {
        case .on: self = .on
        case .sleep: self = .sleepDeep
        // The firmware calls S5 "Off - Soft", however the PC came there.
        case .offSoft, .offHard: self = .offSoft
        }
    }
}

extension PowerAction {
    /// What a requested state asks of the PC; nil for what this board cannot do.
    init?(_ requested: CIM.PowerState) {
        switch requested {
        case .on: self = .on
        case .sleepDeep: self = .sleep
        case .powerCycleOffSoft, .powerCycleOffHard: self = .cycle
        case .offHard, .offSoft: self = .offHard
        case .masterBusReset: self = .reset
        case .diagnosticInterrupt: self = .nmi
        case .offSoftGraceful, .offHardGraceful: self = .offGraceful
        case .masterBusResetGraceful: self = .resetGraceful
        default: return nil
        }
    }

    /// The state by which AMT's clients ask for the action.
    var requested: CIM.PowerState? {
        switch self {
        case .on: .on
        case .offHard: .offSoft
        case .offGraceful: .offSoftGraceful
        case .reset: .masterBusReset
        case .resetGraceful: .masterBusResetGraceful
        case .cycle: .powerCycleOffSoft
        case .sleep: .sleepDeep
        case .nmi: .diagnosticInterrupt
        }
    }

    /// Whether the action ends in a start from firmware, which uses up one-time boot settings.
    var starts: Bool {
        switch self {
        case .on, .reset, .resetGraceful, .cycle: true
        case .offHard, .offGraceful, .sleep, .nmi: false
        }
    }
}
