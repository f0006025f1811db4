import ObjectManager
import AMTSchema
import CIMModel
import NVRAM
import WSMan

/// The 802.1X profile that consoles keep in the engine.
///
/// It logs in to no switch: the profile cannot be switched on, and reads as off.
struct WiredProfile: Provider {
    typealias Class = AMT.`8021XProfile`

    let nvram: NVRAM

    private var store: StoredProperties<Class> {
        StoredProperties(
            nvram: nvram,
            key: "8021x.profile",
            secrets: ["Password", "PACPassword", "ProtectedAccessCredential"],
            emptied: ["ClientCertificate", "ServerCertificateIssuer"]
        )
    }

    static let instanceID = "Intel(r) AMT 802.1x Profile 0"

    func instances() async throws -> [Instance<Class>] {
        let delivered = Instance<Class> {
            $0.activeInS0 = true
            $0.elementName = "Intel(r) AMT 802.1x Profile"
            $0.enabled = false
            $0.instanceID = Self.instanceID
            $0.pxeTimeout = 0
        }
        return [Self.off(try await store.applied(to: delivered))]
    }

    func put(_ wanted: Instance<Class>, over current: Instance<Class>, by caller: Caller) async throws
        -> Instance<Class>
    {
        guard wanted.authenticationProtocol ?? 0 <= 6, wanted.serverCertificateNameComparison ?? 0 <= 1 else {
            throw WSManFault.status(.invalidParameter)
        }
        for certificate in [wanted.clientCertificate, wanted.serverCertificateIssuer] {
            guard try await nvram.holds(certificate) else { throw WSManFault.status(.notFound) }
        }
        guard wanted.enabled != true else { throw WSManFault.status(.unsupported) }
        return Self.off(try await store.keep(wanted, over: current))
    }

    private static func off(_ instance: Instance<Class>) -> Instance<Class> {
        var instance = instance
        instance.enabled = false
        return instance
    }
}

/// The certificates of the 802.1X profile.
struct WiredProfileCertificates: Provider {
    let profile: WiredProfile

    func instances() async throws -> [Instance<AMT.`8021xCredentialContext`>] {
        let profiles = try await profile.instances()
        return profiles.flatMap { [$0.clientCertificate, $0.serverCertificateIssuer] }.compactMap { certificate in
            certificate.map { certificate in
                Instance {
                    $0.elementInContext = certificate
                    $0.elementProvidingContext = Reference(["InstanceID": WiredProfile.instanceID])
                }
            }
        }
    }
}

/// The 802.1X settings of newer releases, which consoles keep in the engine.
///
/// It logs in to no switch: the settings cannot be switched on, and read as off.
struct WiredSettings: Provider {
    typealias Class = IPS.IEEE8021xSettings

    let nvram: NVRAM

    /// The certificates that SetCertificates has chosen, by InstanceID.
    struct Chosen: Codable, Sendable {
        var issuer: String?
        var client: String?
    }

    static let instanceID = "Intel(r) AMT: 8021X Settings"
    private static let certificates = "8021x.certificates"
    private static let disabled: UInt32 = 3

    private var store: StoredProperties<Class> {
        StoredProperties(
            nvram: nvram,
            key: "8021x.settings",
            secrets: ["Password", "PACPassword", "ProtectedAccessCredential", "PSK"]
        )
    }

    func instances() async throws -> [Instance<Class>] {
        let delivered = Instance<Class> {
            $0.availableInS0 = false
            $0.elementName = "Intel(r) AMT: 8021X Settings"
            $0.enabled = Self.disabled
            $0.instanceID = Self.instanceID
            $0.pxeTimeout = 120
        }
        return [Self.off(try await store.applied(to: delivered))]
    }

    func put(_ wanted: Instance<Class>, over current: Instance<Class>, by caller: Caller) async throws
        -> Instance<Class>
    {
        guard wanted.authenticationProtocol ?? 0 <= 10, [2, Self.disabled, 6].contains(wanted.enabled ?? Self.disabled)
        else {
            throw WSManFault.status(.invalidParameter)
        }
        guard wanted.enabled ?? Self.disabled == Self.disabled else { throw WSManFault.status(.unsupported) }
        return Self.off(try await store.keep(wanted, over: current))
    }

    private static func off(_ instance: Instance<Class>) -> Instance<Class> {
        var instance = instance
        instance.enabled = disabled
        return instance
    }

    var methods: [Handler<Class>] {
        [
            .on(\.setCertificates) { input, _ in
                let (issuer, client) = (input.serverCertificateIssuer, input.clientCertificate)
                guard try await nvram.holds(issuer), try await nvram.holds(client) else { return .notFound }
                let chosen = Chosen(issuer: issuer?.selectors["InstanceID"], client: client?.selectors["InstanceID"])
                try await nvram.set(chosen, for: Self.certificates)
                return .success
            }
        ]
    }

    /// The InstanceIDs of the chosen certificates.
    func chosen() async throws -> [String] {
        let chosen = try await nvram.setting(Self.certificates, as: Chosen.self)
        return [chosen?.client, chosen?.issuer].compactMap { $0 }
    }
}

/// The certificates of the 802.1X settings.
struct WiredSettingsCertificates: Provider {
    let settings: WiredSettings

    func instances() async throws -> [Instance<IPS.`8021xCredentialContext`>] {
        try await settings.chosen().map { certificate in
            Instance {
                $0.elementInContext = Reference(["InstanceID": certificate])
                $0.elementProvidingContext = Reference(["InstanceID": WiredSettings.instanceID])
            }
        }
    }
}

extension NVRAM {
    /// Whether the certificate that a reference names is there; no reference names none.
    fileprivate func holds(_ reference: Reference<AMT.PublicKeyCertificate>?) throws -> Bool {
        guard let reference, !reference.keys.isEmpty else { return true }
        let name = reference.selectors["InstanceID"]
        return try certificates().contains { "Intel(r) AMT Certificate: Handle: \($0.handle)" == name }
    }
}
