package import AMTSchema
package import CIMModel
import WSMan
import XML

/// An association that follows from the instances that it joins.
package struct AssociationProvider<Class: Association>: Provider {
    package let pairs: @Sendable () async throws -> [(one: EndpointReference, other: EndpointReference)]

    package init(pairs: @escaping @Sendable () async throws -> [(one: EndpointReference, other: EndpointReference)]) {
        self.pairs = pairs
    }

    package func instances() async throws -> [Instance<Class>] {
        let ends = Class.ends
        return try await pairs().map { pair in
            Instance {
                $0[dynamicMember: ends.one] = Reference(to: pair.one)
                $0[dynamicMember: ends.other] = Reference(to: pair.other)
            }
        }
    }
}

/// The associations among what is served: they hold because of what both ends are, and nobody writes them down.
package struct Associations {
    package let served: Dispatcher

    package init(served: Dispatcher) { self.served = served }

    package var all: [AnyProvider] {
        [
            AnyProvider(hosted(CIM.HostedService.self, "CIM_Service")),
            AnyProvider(hosted(CIM.HostedAccessPoint.self, "CIM_ServiceAccessPoint")),
            AnyProvider(hosted(CIM.SystemDevice.self, "CIM_LogicalDevice")),
            AnyProvider(installed),
            AnyProvider(product(CIM.ElementCapabilities.self, Self.abilities)),
            AnyProvider(product(CIM.SAPAvailableForElement.self, [("CIM_KVMRedirectionSAP", "CIM_ComputerSystem")])),
            AnyProvider(
                product(CIM.MemberOfCollection.self, [("AMT_TLSProtocolEndpointCollection", "AMT_TLSProtocolEndpoint")])
            ),
            AnyProvider(
                product(CIM.UseOfLog.self, ["AMT_MessageLog", "AMT_AuditLog"].map { ($0, "CIM_ComputerSystem") })
            ),
        ]
    }

    /// Which class tells the abilities of which.
    private static let abilities: [(ClassName, ClassName)] = [
        ("CIM_PowerManagementService", "CIM_PowerManagementCapabilities"),
        ("CIM_BootService", "AMT_BootCapabilities"),
        ("AMT_PublicKeyManagementService", "AMT_PublicKeyManagementCapabilities"),
        ("AMT_SystemDefenseService", "AMT_GeneralSystemDefenseCapabilities"),
        ("CIM_EthernetPort", "AMT_NetworkPortSystemDefenseCapabilities"),
        ("AMT_AgentPresenceService", "AMT_AgentPresenceCapabilities"),
        ("AMT_RemoteAccessService", "AMT_RemoteAccessCapabilities"),
    ]

    /// The engine's software, on the engine.
    private var installed: AssociationProvider<CIM.InstalledSoftwareIdentity> {
        AssociationProvider { [served] in
            let engine = Reference<CIM.ComputerSystem>([
                "CreationClassName": "CIM_ComputerSystem", "Name": "Intel(r) AMT",
            ])
            return try await served.references(to: "CIM_SoftwareIdentity").map { (engine.target, $0.reference) }
        }
    }

    /// Each instance of the class with the system that its keys name.
    private func hosted<Class: Association>(_ type: Class.Type, _ name: ClassName) -> AssociationProvider<Class> {
        AssociationProvider { [served] in
            let systems = try await served.references(to: "CIM_ComputerSystem")
            return try await served.references(to: name).flatMap { hosted in
                let host = hosted.instance["SystemName"]?.text
                return systems.filter { $0.instance["Name"]?.text == host }.map { ($0.reference, hosted.reference) }
            }
        }
    }

    /// Each instance of the one class with each of the other.
    private func product<Class: Association>(
        _ type: Class.Type,
        _ names: [(one: ClassName, other: ClassName)]
    ) -> AssociationProvider<Class> {
        AssociationProvider { [served] in
            var pairs: [(EndpointReference, EndpointReference)] = []
            for (one, other) in names {
                let others = try await served.references(to: other)
                for first in try await served.references(to: one) {
                    pairs += others.map { (first.reference, $0.reference) }
                }
            }
            return pairs
        }
    }
}
