import ObjectManager
import AMTSchema
import CIMModel
package import NVRAM

/// Which key pair is whose certificate's; consoles find the key of a certificate by this.
package struct KeyDependencies: Provider {
    let transport: TransportSettings
    let nvram: NVRAM

    package init(transport: TransportSettings, nvram: NVRAM) {
        self.transport = transport
        self.nvram = nvram
    }

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
