import PublicKeyManagement
import AMTClient
import AMTSchema
import CIMModel
import ManagementEngine
import NVRAM
import Testing
import X509
import XML

@Suite("TLS settings")
struct TLSSettingTests {
    @Test("are two, and have the recorded fields")
    func shape() async throws {
        let transport = DirectTransport(engine: try await .simulated(NVRAM(path: ":memory:")))
        let settings = try await Proxy(AMT.TLSSettingData.self, over: transport).enumerate()
        #expect(settings.map(\.instanceID) == ["Intel(r) AMT 802.3 TLS Settings", "Intel(r) AMT LMS TLS Settings"])
        #expect(settings.map(\.enabled) == [true, false])
        let names = ["AcceptNonSecureConnections", "ElementName", "Enabled", "InstanceID", "MutualAuthentication"]
        #expect(settings.allSatisfy { $0.elements.map(\.name) == names })
    }

    @Test("are found by a whole instance that is already changed, as MeshCommander chooses")
    func wholeInstance() async throws {
        let transport = DirectTransport(engine: try await .simulated(NVRAM(path: ":memory:")))
        let proxy = Proxy(AMT.TLSSettingData.self, over: transport)
        var local = try #require(try await proxy.enumerate().last)
        local.enabled = true
        let everything = Dictionary(uniqueKeysWithValues: local.elements.map { ($0.name, $0.text) })
        try await proxy.put(local, everything)
        #expect(try await proxy.enumerate().map(\.enabled) == [true, true])
    }

    @Test("hold only once they are committed")
    func commit() async throws {
        let engine = try await ManagementEngine.simulated(NVRAM(path: ":memory:"))
        let transport = DirectTransport(engine: engine)
        var offers = try await engine.transportSecurity().makeAsyncIterator()
        #expect(await offers.next()?.offersPlain == true)
        try await Self.change(transport) { $0.acceptNonSecureConnections = false }
        #expect(try await engine.offersPlain())
        try await Proxy(AMT.SetupAndConfigurationService.self, over: transport).commitChanges()
        #expect(await offers.next()?.offersPlain == false)
    }

    @Test("without TLS leave the plain port open, whatever they say of it")
    func never() async throws {
        let engine = try await ManagementEngine.simulated(NVRAM(path: ":memory:"))
        let transport = DirectTransport(engine: engine)
        var offers = try await engine.transportSecurity().makeAsyncIterator()
        _ = await offers.next()
        try await Self.change(transport) {
            $0.enabled = false
            $0.acceptNonSecureConnections = false
        }
        try await Proxy(AMT.SetupAndConfigurationService.self, over: transport).commitChanges()
        let offer = try #require(await offers.next())
        #expect(offer.offersPlain && !offer.offersTLS)
    }

    @Test("ask for clients' certificates only when there is an authority to check them against, which then stays")
    func mutual() async throws {
        let transport = DirectTransport(engine: try await .simulated(NVRAM(path: ":memory:")))
        await #expect(throws: DirectTransport.Refused.self) {
            try await Self.change(transport) { $0.mutualAuthentication = true }
        }
        let root = try TestAuthority().certificate.base64
        let created = try await Proxy(AMT.PublicKeyManagementService.self, over: transport)
            .addTrustedRootCertificate { $0.certificateBlob = root }.createdCertificate
        try await Self.change(transport) { $0.mutualAuthentication = true }
        await #expect(throws: DirectTransport.Refused.self) {
            try await Proxy(AMT.PublicKeyCertificate.self, over: transport).delete(created?.selectors ?? [:])
        }
    }

    @Test("take no certificate that has no key")
    func keyless() async throws {
        let transport = DirectTransport(engine: try await .simulated(NVRAM(path: ":memory:")))
        let blob = try TestAuthority().client("pc1").base64
        let created = try await Proxy(AMT.PublicKeyManagementService.self, over: transport)
            .addCertificate { $0.certificateBlob = blob }.createdCertificate
        let choice = Instance<AMT.TLSCredentialContext> { $0.elementInContext = created }
        await #expect(throws: DirectTransport.Refused.self) {
            try await Proxy(AMT.TLSCredentialContext.self, over: transport).create(choice)
        }
    }

    private static func change(
        _ transport: DirectTransport,
        _ body: (inout Instance<AMT.TLSSettingData>) -> Void
    ) async throws {
        let proxy = Proxy(AMT.TLSSettingData.self, over: transport)
        let name = ["InstanceID": "Intel(r) AMT 802.3 TLS Settings"]
        var settings = try await proxy.get(name)
        body(&settings)
        try await proxy.put(settings, name)
    }
}
