package import AMTSchema
import VirtualPC

extension CIM.PowerState {
    init(_ state: PowerState) {
        switch state {
        case .on: self = .on
        case .sleep: self = .sleepDeep
        case .hibernated: self = .hibernate
        // The firmware calls S5 "Off - Soft", however the PC came there.
        case .offSoft, .offHard: self = .offSoft
        }
    }
}

extension PowerAction {
    /// What a requested state asks of the PC; nil for what this board cannot do, such as S1.
    package init?(_ requested: CIM.PowerState) {
        switch requested {
        case .on: self = .on
        case .sleepDeep: self = .sleep
        case .hibernate: self = .hibernate
        case .powerCycleOffSoft, .powerCycleOffHard: self = .cycle
        case .offHard, .offSoft: self = .offHard
        case .masterBusReset: self = .reset
        case .diagnosticInterrupt: self = .nmi
        case .offSoftGraceful, .offHardGraceful: self = .offGraceful
        case .masterBusResetGraceful: self = .resetGraceful
        case .powerCycleOffSoftGraceful, .powerCycleOffHardGraceful: self = .cycleGraceful
        case .sleepLight: return nil
        }
    }

    /// The state by which AMT's clients ask for the action.
    var requested: CIM.PowerState {
        switch self {
        case .on: .on
        case .offHard: .offSoft
        case .offGraceful: .offSoftGraceful
        case .reset: .masterBusReset
        case .resetGraceful: .masterBusResetGraceful
        case .cycle: .powerCycleOffSoft
        case .cycleGraceful: .powerCycleOffSoftGraceful
        case .sleep: .sleepDeep
        case .hibernate: .hibernate
        case .nmi: .diagnosticInterrupt
        }
    }
}
