import AccessControl
import ObjectManager
import AMTSchema
import CIMModel

/// That the engine opens no connections to presence servers: it takes none, and no policies.
struct RemoteAccessCapabilities: Provider {
    func instances() -> [Instance<AMT.RemoteAccessCapabilities>] {
        [
            Instance {
                $0.elementName = "Intel(r) AMT:Remote Access Capabilities"
                $0.instanceID = "Intel(r) AMT:Remote Access Capabilities"
                $0.maxMpsPerPolicy = 0
                $0.maxTotalMpServers = 0
                $0.maxTotalPolicies = 0
                $0.maxTotalProxyEntryPoints = 0
            }
        ]
    }
}

/// That no connection to a presence server is open.
struct RemoteAccess: Provider {
    func instances() -> [Instance<AMT.RemoteAccessService>] {
        [
            Instance(named: "Intel(r) AMT Remote Access Service") {
                $0.isRemoteTunnelConnected = false
                $0.remoteTunnelKeepAliveTimeout = .max
            }
        ]
    }

    var methods: [Handler<AMT.RemoteAccessService>] {
        [
            .on(\.addMpServer) { _, _ in .maxLimitReached },
            .on(\.addRemoteAccessPolicyRule) { _, _ in .maxLimitReached },
            .on(\.closeRemoteAccessConnection) { _, _ in .notReady },
        ]
    }
}

/// That the person at the PC cannot ask for remote access.
struct UserInitiatedConnections: Provider {
    /// All interfaces disabled.
    private static let off: UInt16 = 32_768

    func instances() -> [Instance<AMT.UserInitiatedConnectionService>] {
        [
            Instance(named: "Intel(r) AMT User Initiated Connection Service") {
                $0.enabledState = .noInterface
            }
        ]
    }

    var methods: [Handler<AMT.UserInitiatedConnectionService>] {
        [.on(\.requestStateChange) { input, _ in .answering(input.requestedState, off: Self.off) }]
    }
}

/// That the engine's pages for browsers cannot be switched on: only the index pages that scanners look at are there.
struct WebUI: Provider {
    func instances() -> [Instance<AMT.WebUIService>] {
        [
            Instance(named: "Intel(r) AMT Web UI Service") {
                $0.enabledState = .disabled
            }
        ]
    }

    var methods: [Handler<AMT.WebUIService>] {
        [.on(\.requestStateChange) { input, _ in .answering(input.requestedState, off: CIM.disabledState) }]
    }
}
