import ObjectManager
import PublicKeyManagement

extension Providers {
    /// Certificates, keys and TLS.
    var security: [AnyProvider] {
        [
            AnyProvider(Certificates(transport: transport, nvram: nvram)),
            AnyProvider(Cryptography()),
            AnyProvider(KeyDependencies(transport: transport, nvram: nvram)),
            AnyProvider(KeyManagement(transport: transport, nvram: nvram)),
            AnyProvider(KeyManagementCapabilities()),
            AnyProvider(KeyPairs(transport: transport, nvram: nvram)),
            AnyProvider(ProvisioningHashes(authorities: ProvisioningAuthorities(nvram: nvram))),
            AnyProvider(Revocations(transport: transport)),
            AnyProvider(TLSCertificateChoice(transport: transport, nvram: nvram)),
            AnyProvider(TLSEndpointCollection()),
            AnyProvider(TLSEndpoints(transport: transport)),
            AnyProvider(TLSSettings(transport: transport, nvram: nvram)),
        ]
    }
}
