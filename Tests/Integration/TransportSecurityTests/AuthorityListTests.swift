import PublicKeyManagement
import AMTClient
import AMTSchema
import CIMModel
import Foundation
import ManagementEngine
import NVRAM
import Testing

@Suite("The lists of authorities")
struct AuthorityListTests {
    private static let digest = Data(repeating: 0xA5, count: 32).base64EncodedString()

    @Test("let a digest be added and removed, and those of the engine's delivery be disabled only")
    func digests() async throws {
        let transport = DirectTransport(engine: try await .simulated(NVRAM(path: ":memory:")))
        let hashes = Proxy(AMT.ProvisioningCertificateHash.self, over: transport)
        let delivered = try await hashes.enumerate()
        #expect(delivered.allSatisfy { $0.isDefault == true && $0.enabled == true })
        let created = try await hashes.create(
            Instance {
                $0.description = "Example"
                $0.enabled = true
                $0.hashData = Self.digest
                $0.hashType = 1
            }
        )
        #expect(try await hashes.get(created.selectors).hashData == Self.digest)
        try await hashes.delete(created.selectors)
        #expect(try await hashes.enumerate() == delivered)
        let first = ["InstanceID": try #require(delivered.first?.instanceID)]
        await #expect(throws: DirectTransport.Refused.self) { try await hashes.delete(first) }
        var disabled = try await hashes.get(first)
        disabled.enabled = false
        try await hashes.put(disabled, first)
        #expect(try await hashes.get(first).enabled == false)
    }

    @Test("take the numbers of revoked certificates, and reach the rule for clients with the next commit")
    func revocations() async throws {
        let engine = try await ManagementEngine.simulated(NVRAM(path: ":memory:"))
        let transport = DirectTransport(engine: engine)
        let store = Proxy(AMT.PublicKeyManagementService.self, over: transport)
        let root = try TestAuthority().certificate.base64
        try await store.addTrustedRootCertificate { $0.certificateBlob = root }
        let name = ["InstanceID": "Intel(r) AMT 802.3 TLS Settings"]
        var settings = try await Proxy(AMT.TLSSettingData.self, over: transport).get(name)
        settings.mutualAuthentication = true
        try await Proxy(AMT.TLSSettingData.self, over: transport).put(settings, name)
        let list = try await store.addCRL {
            $0.url = "http://ca.example.com/crl"
            $0.serialNumbers = ["0102ff", "A"]
        }
        try await Proxy(AMT.SetupAndConfigurationService.self, over: transport).commitChanges()
        var offers = try await engine.transportSecurity().makeAsyncIterator()
        #expect(await offers.next()?.clients?.revoked.map(\.serialNumbers) == [[[1, 2, 255], [10]]])
        let kept = try await Proxy(AMT.CRL.self, over: transport).get(list.crl?.selectors ?? [:])
        #expect(kept.serialNumbers == ["0102FF", "0A"])
        let refused = MethodFailed<AMT.PublicKeyManagementService>(method: "AddCRL", code: "36")
        await #expect(throws: refused) { try await store.addCRL { $0.serialNumbers = ["not a number"] } }
        try await store.resetCRLList()
        #expect(try await Proxy(AMT.CRL.self, over: transport).enumerate().isEmpty)
    }
}
