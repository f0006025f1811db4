import AccessControl
import ObjectManager
import AMTSchema
import CIMModel
import NVRAM
import WSMan

/// That SOL and IDE-R are off: the ports are closed, and asking for them is refused.
struct Redirection: Provider {
    typealias Class = AMT.RedirectionService

    /// Neither SOL nor IDE-R.
    private static let off: UInt16 = 32_768

    func instances() -> [Instance<Class>] {
        [
            Instance {
                $0.creationClassName = "AMT_RedirectionService"
                $0.elementName = "Intel(r) AMT Redirection Service"
                $0.enabledState = Self.off
                $0.listenerEnabled = false
                $0.name = "Intel(r) AMT Redirection Service"
                $0.systemCreationClassName = "CIM_ComputerSystem"
                $0.systemName = "Intel(r) AMT"
            }
        ]
    }

    func put(_ wanted: Instance<Class>, over current: Instance<Class>, by caller: Caller) throws -> Instance<Class> {
        guard wanted.listenerEnabled != true, wanted.enabledState ?? Self.off == Self.off else {
            throw WSManFault.status(.unsupported)
        }
        return current
    }

    var methods: [Handler<Class>] {
        [
            .on(\.requestStateChange) { input, _ in .answering(input.requestedState, off: Self.off) },
            .on(\.terminateSession) { _, _ in .failed },
        ]
    }
}

/// That the screen is not redirected.
struct ScreenRedirection: Provider {
    func instances() -> [Instance<CIM.RedirectionService>] {
        [
            Instance {
                $0.creationClassName = "CIM_RedirectionService"
                $0.elementName = "Intel(r) ME KVM Redirection Service"
                $0.enabledState = CIM.disabledState
                $0.maxCurrentEnabledSAPs = 1
                $0.name = "Intel(r) AMT KVM Redirection Service"
                $0.redirectionServiceType = [3]
                $0.requestedState = 12
                $0.sharingMode = 3
                $0.systemCreationClassName = "CIM_ComputerSystem"
                $0.systemName = "Intel(r) AMT"
            }
        ]
    }

    var methods: [Handler<CIM.RedirectionService>] {
        [.on(\.requestStateChange) { input, _ in .answering(input.requestedState, off: CIM.disabledState) }]
    }
}

/// That the screen has no access point.
struct ScreenAccessPoint: Provider {
    func instances() -> [Instance<CIM.KVMRedirectionSAP>] {
        [
            Instance {
                $0.creationClassName = "CIM_KVMRedirectionSAP"
                $0.elementName = "KVM Redirection Service Access Point"
                $0.enabledState = CIM.disabledState
                $0.kvmProtocol = 4
                $0.name = "KVM Redirection Service Access Point"
                $0.requestedState = CIM.disabledState
                $0.systemCreationClassName = "CIM_ComputerSystem"
                $0.systemName = "ManagedSystem"
            }
        ]
    }

    var methods: [Handler<CIM.KVMRedirectionSAP>] {
        [.on(\.requestStateChange) { input, _ in .answering(input.requestedState, off: CIM.disabledState) }]
    }
}

/// The settings of the redirected screen: kept, but its ports and their password are refused.
struct ScreenSettings: Provider {
    typealias Class = IPS.KVMRedirectionSettingData

    let nvram: NVRAM

    private var store: StoredProperties<Class> { StoredProperties(nvram: nvram, key: "screen") }

    func instances() async throws -> [Instance<Class>] {
        let delivered = Instance<Class> {
            $0.backToBackFbMode = false
            $0.defaultScreen = 0
            $0.elementName = "Intel(r) KVM Redirection Settings"
            $0.enabledByMEBx = false
            $0.instanceID = "Intel(r) KVM Redirection Settings"
            $0.is5900PortEnabled = false
            $0.optInPolicy = true
            $0.optInPolicyTimeout = 300
            $0.rfbPassword = ""
            $0.sessionTimeout = 3
        }
        return [try await store.applied(to: delivered)]
    }

    func put(_ wanted: Instance<Class>, over current: Instance<Class>, by caller: Caller) async throws
        -> Instance<Class>
    {
        guard wanted.is5900PortEnabled != true, (wanted.rfbPassword ?? "").isEmpty else {
            throw WSManFault.status(.unsupported)
        }
        guard wanted.defaultScreen ?? 0 <= 3, wanted.sessionTimeout ?? 0 <= 255 else {
            throw WSManFault.status(.invalidParameter)
        }
        return try await store.keep(wanted, over: current)
    }
}

extension CIM {
    /// The number of `Disabled` among the states of an element.
    static let disabledState: UInt16 = 3
}

extension CIM.StateChangeStatus {
    /// What becomes of a request for a state of something that is off and stays off.
    static func answering(_ wanted: UInt16?, off: UInt16) -> Self {
        guard let wanted else { return .invalidParameter }
        return wanted == off || wanted == CIM.disabledState ? .completed : .notSupported
    }
}
