import ObjectManager
import AMTSchema
import CIMModel
package import NVRAM
import WSMan

/// Whether the network and the local interface speak TLS, and with whom.
package struct TLSSettings: Provider {
    let transport: TransportSettings
    let nvram: NVRAM

    package init(transport: TransportSettings, nvram: NVRAM) {
        self.transport = transport
        self.nvram = nvram
    }

    /// Trusted common names at most.
    static let greatestNames = 4
    /// Bytes of a trusted common name at most.
    static let greatestNameLength = 255

    private static let network = "Intel(r) AMT 802.3 TLS Settings"
    private static let local = "Intel(r) AMT LMS TLS Settings"

    func instances() async throws -> [Instance<AMT.TLSSettingData>] {
        let state = try await transport.wanted()
        return [Self.instance(Self.network, state.network), Self.instance(Self.local, state.local)]
    }

    private static func instance(_ name: String, _ side: TransportSettings.Side) -> Instance<AMT.TLSSettingData> {
        Instance {
            $0.acceptNonSecureConnections = side.acceptsPlain
            $0.elementName = name
            $0.enabled = side.isEnabled
            $0.instanceID = name
            $0.mutualAuthentication = side.isMutual
            if !side.trustedNames.isEmpty { $0.trustedCN = side.trustedNames }
        }
    }

    func put(
        _ wanted: Instance<AMT.TLSSettingData>,
        over current: Instance<AMT.TLSSettingData>,
        by caller: Caller
    ) async throws -> Instance<AMT.TLSSettingData> {
        let side = TransportSettings.Side(
            isEnabled: wanted.enabled ?? current.enabled ?? false,
            acceptsPlain: wanted.acceptNonSecureConnections ?? current.acceptNonSecureConnections ?? true,
            isMutual: wanted.mutualAuthentication ?? current.mutualAuthentication ?? false,
            trustedNames: try Self.names(wanted.trustedCN ?? [])
        )
        try await check(side)
        let isNetwork = current.instanceID == Self.network
        try await transport.change { state in
            if isNetwork { state.network = side } else { state.local = side }
        }
        return Self.instance(current.instanceID ?? "", side)
    }

    /// Mutual TLS without an authority to check clients against would lock everybody out.
    private func check(_ side: TransportSettings.Side) async throws {
        guard side.isEnabled, side.isMutual else { return }
        guard try await nvram.certificates().contains(where: \.isTrustedRoot) else {
            throw WSManFault.invalidParameter.with(detail: "Mutual TLS needs a trusted root certificate.")
        }
    }

    private static func names(_ untrusted: [String]) throws -> [String] {
        let names = untrusted.filter { !$0.isEmpty }
        guard names.count <= greatestNames, names.allSatisfy({ $0.utf8.count <= greatestNameLength }) else {
            throw WSManFault.invalidParameter
        }
        return names
    }
}

/// Which certificate TLS serves.
package struct TLSCertificateChoice: Provider {
    let transport: TransportSettings
    let nvram: NVRAM

    package init(transport: TransportSettings, nvram: NVRAM) {
        self.transport = transport
        self.nvram = nvram
    }

    func instances() async throws -> [Instance<AMT.TLSCredentialContext>] {
        [Self.instance(try await transport.certificate(of: try await transport.wanted()).handle)]
    }

    private static func instance(_ handle: Int) -> Instance<AMT.TLSCredentialContext> {
        Instance {
            $0.elementInContext = Reference(["InstanceID": StoreHandle.certificate(handle)])
            $0.elementProvidingContext = Reference(["ElementName": TLSEndpointCollection.name])
        }
    }

    func put(
        _ wanted: Instance<AMT.TLSCredentialContext>,
        over current: Instance<AMT.TLSCredentialContext>,
        by caller: Caller
    ) async throws -> Instance<AMT.TLSCredentialContext> { try await choose(wanted) }

    /// The engine always serves some certificate; to create the choice of another is to change it.
    func create(
        _ wanted: Instance<AMT.TLSCredentialContext>,
        by caller: Caller
    ) async throws -> Instance<AMT.TLSCredentialContext> { try await choose(wanted) }

    /// Without a choice the engine serves the certificate that it made itself.
    func delete(_ current: Instance<AMT.TLSCredentialContext>, by caller: Caller) async throws {
        try await transport.change { $0.certificate = nil }
    }

    private func choose(
        _ wanted: Instance<AMT.TLSCredentialContext>
    ) async throws -> Instance<AMT.TLSCredentialContext> {
        let handle = StoreHandle.number(wanted.elementInContext?.instanceID)
        guard let certificate = try await nvram.certificates().first(where: { $0.handle == handle }) else {
            throw WSManFault.invalidParameter.with(detail: "There is no such certificate.")
        }
        guard try await transport.store.keyPair(of: certificate) != nil else {
            throw WSManFault.invalidParameter.with(detail: "There is no key for this certificate.")
        }
        try await transport.change { $0.certificate = certificate.handle }
        return Self.instance(certificate.handle)
    }
}
