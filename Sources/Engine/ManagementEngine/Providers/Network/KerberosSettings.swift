import ObjectManager
import AMTSchema
import CIMModel
import NVRAM
import WSMan

/// The Kerberos settings that consoles keep in the engine.
///
/// It takes digest logins only: Kerberos cannot be switched on, and reads as off.
struct KerberosSettings: Provider {
    typealias Class = AMT.KerberosSettingData

    let nvram: NVRAM

    /// RC4-HMAC, AES-128 and AES-256 with HMAC-SHA1.
    private static let algorithms: [UInt16] = [0, 1, 2]
    private static let greatestCount = 4

    private var store: StoredProperties<Class> {
        StoredProperties(nvram: nvram, key: "kerberos", secrets: ["MasterKey", "Passphrase"])
    }

    func instances() async throws -> [Instance<Class>] {
        let delivered = Instance<Class> {
            $0.elementName = "Intel(r) AMT: Kerberos Settings"
            $0.instanceID = "Intel (r) AMT: Kerberos Settings"
            $0.krbEnabled = false
            $0.supportedEncryptionAlgorithms = Self.algorithms
        }
        return [Self.off(try await store.applied(to: delivered))]
    }

    func put(_ wanted: Instance<Class>, over current: Instance<Class>, by caller: Caller) async throws
        -> Instance<Class>
    {
        let (names, protocols) = (wanted.servicePrincipalName ?? [], wanted.servicePrincipalProtocol ?? [])
        guard wanted.encryptionAlgorithm.map(Self.algorithms.contains) ?? true,
            names.count == protocols.count, names.count <= Self.greatestCount, protocols.allSatisfy({ $0 <= 4 })
        else { throw WSManFault.status(.invalidParameter) }
        guard wanted.krbEnabled != true else { throw WSManFault.status(.unsupported) }
        return Self.off(try await store.keep(wanted, over: current))
    }

    private static func off(_ instance: Instance<Class>) -> Instance<Class> {
        var instance = instance
        instance.krbEnabled = false
        return instance
    }

    var methods: [Handler<Class>] {
        [
            .on(\.getCredentialCacheState) { _, output in
                output.enabled = false
                return .success
            },
            .on(\.setCredentialCacheState) { input, _ in
                guard let enable = input.enable else { return .invalidParameter }
                return enable ? .unsupported : .success
            },
        ]
    }
}
