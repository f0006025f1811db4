import ObjectManager
import AMTSchema
import CIMModel

/// The ends of TLS connections: the management port's, and the local interface's.
package struct TLSEndpoints: Provider {
    let transport: TransportSettings

    package init(transport: TransportSettings) { self.transport = transport }

    func instances() async throws -> [Instance<AMT.TLSProtocolEndpoint>] {
        let state = try await transport.active()
        return [("0", state.network), ("1", state.local)].map { number, side in
            Instance {
                $0.creationClassName = "AMT_TLSProtocolEndpoint"
                $0.elementName = "Intel(r) AMT TLS Protocol Endpoint"
                $0.enabledState = side.isEnabled ? .enabled : .disabled
                $0.name = "Intel(r) AMT TLS Protocol Endpoint " + number
                $0.nameFormat = "Intel(r) AMT TLS Protocol Endpoint"
                $0.otherTypeDescription = "TLS"
                $0.protocolIFType = 1
                $0.requestedState = .notApplicable
                $0.role = 2
                $0.systemCreationClassName = "CIM_ComputerSystem"
                $0.systemName = "Intel(r) AMT"
            }
        }
    }
}

/// The ends of TLS connections as one.
package struct TLSEndpointCollection: Provider {
    package init() {}

    static let name = "TLSProtocolEndpoint Instances Collection"

    func instances() -> [Instance<AMT.TLSProtocolEndpointCollection>] {
        [Instance { $0.elementName = Self.name }]
    }
}
