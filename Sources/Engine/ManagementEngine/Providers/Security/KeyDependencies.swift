import AMTSchema
import CIMModel
import NVRAM

/// Which key pair is whose certificate's; consoles find the key of a certificate by this.
struct KeyDependencies: Provider {
    let transport: TransportSettings
    let nvram: NVRAM

    func instances() async throws -> [Instance<CIM.ConcreteDependency>] {
        _ = try await transport.certificatesInUse()
        let pairs = try await nvram.keyPairs()
        return try await nvram.certificates().compactMap { certificate in
            guard let key = certificate.publicKey, let pair = pairs.first(where: { $0.publicKey == key }) else {
                return nil
            }
            return Instance {
                $0.antecedent = Reference(["InstanceID": StoreHandle.certificate(certificate.handle)])
                $0.dependent = Reference(["InstanceID": StoreHandle.key(pair.handle)])
            }
        }
    }
}
