import ObjectManager
import AMTSchema
import CIMModel
package import VirtualPC

/// Arms the boot configuration, and says what may be asked of a start.
package struct BootRole: Provider {
    let boot: BootOrder
    let features: BoardFeatures

    package init(boot: BootOrder, features: BoardFeatures) {
        self.boot = boot
        self.features = features
    }

    private enum Role {
        static let isNextForSingleUse: UInt16 = 1
        static let isNoLongerNext: UInt16 = 32_768
    }

    func instances() async throws -> [Instance<CIM.BootService>] {
        let state = try await boot.service()
        return [
            Instance(named: "Intel(r) AMT Boot Service") {
                $0.enabledState = CIM.EnabledState(state)
                $0.operationalStatus = [0]
                $0.requestedState = .notApplicable
            }
        ]
    }

    var methods: [Handler<CIM.BootService>] {
        [
            .on(\.setBootConfigRole) { input, _ in
                if let name = input.bootConfigSetting?.selectors["InstanceID"], name != BootConfiguration.instanceID {
                    return .invalidReference
                }
                switch input.role {
                case Role.isNextForSingleUse:
                    guard try await boot.settings().isComplete else { return .invalidParameter }
                    try await boot.arm(true)
                case Role.isNoLongerNext: try await boot.arm(false)
                default: return .invalidParameter
                }
                return .completed
            },
            .on(\.requestStateChange) { input, _ in
                guard let state = input.requestedState.flatMap(CIM.RequestedState.init(rawValue:)),
                    let wanted = BootServiceState(state)
                else { return .invalidParameter }
                guard !wanted.allowsRecovery || features.httpsBoot, !wanted.allowsErase || !features.erasure.isEmpty
                else { return .notSupported }
                try await boot.set(wanted)
                return .completed
            },
        ]
    }
}

extension BootServiceState {
    fileprivate init?(_ requested: CIM.RequestedState) {
        switch requested {
        case .enabled, .commonBoot: self.init()
        case .recoveryBoot: self.init(allowsRecovery: true)
        case .eraseBoot: self.init(allowsErase: true)
        case .recoveryAndEraseBoot: self.init(allowsRecovery: true, allowsErase: true)
        default: return nil
        }
    }
}

extension CIM.EnabledState {
    fileprivate init(_ state: BootServiceState) {
        switch (state.allowsRecovery, state.allowsErase) {
        case (false, false): self = .commonBoot
        case (true, false): self = .recoveryBoot
        case (false, true): self = .eraseBoot
        case (true, true): self = .recoveryAndEraseBoot
        }
    }
}
