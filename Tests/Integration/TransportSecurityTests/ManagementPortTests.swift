import PublicKeyManagement
import AMTClient
import AMTSchema
import CIMModel
import ManagementEngine
import NIOSSL
import NVRAM
import Testing
import X509
import _CryptoExtras

@Suite("The management ports")
struct ManagementPortTests {
    private static let answer = "HTTP/1.1 303 See Other"

    @Test("expect on every later connection the certificate of the first")
    func pinning() async throws {
        let engine = try await ManagementEngine.simulated(NVRAM(path: ":memory:"))
        try await Listening.with(engine) { address, _ in
            let pin = MemoryPin()
            _ = try await Proxy(AMT.GeneralSettings.self, over: HTTPTransport.administrator(address, pin: pin)).get()
            let shown = try #require(pin.expected())
            _ = try await Proxy(AMT.GeneralSettings.self, over: HTTPTransport.administrator(address, pin: pin)).get()
            let other = HTTPTransport.administrator(address, pin: MemoryPin("00"))
            await #expect(throws: AMTClientError.certificateChanged(expected: "00", shown: shown)) {
                try await Proxy(AMT.GeneralSettings.self, over: other).get()
            }
        }
    }

    @Test(
        "speak TLS 1.2 with the suites of old clients and of new ones, and TLS 1.3",
        arguments: ["ECDHE+AESGCM", "AES256-GCM-SHA384", "AES128-GCM-SHA256", "AES256-SHA", "AES128-SHA", ""]
    )
    func suites(suite: String) async throws {
        let engine = try await ManagementEngine.simulated(NVRAM(path: ":memory:"))
        try await Listening.with(engine) { address, _ in
            var client = BareClient()
            if suite.isEmpty {
                client.configuration.minimumTLSVersion = .tlsv13
            } else {
                client.configuration.maximumTLSVersion = .tlsv12
                client.configuration.cipherSuites = suite
            }
            let line = try await client.statusLine(address)
            #expect(line == Self.answer)
        }
    }

    @Test("speak no older TLS")
    func old() async throws {
        let engine = try await ManagementEngine.simulated(NVRAM(path: ":memory:"))
        try await Listening.with(engine) { address, _ in
            var client = BareClient()
            client.configuration.minimumTLSVersion = .tlsv1
            client.configuration.maximumTLSVersion = .tlsv11
            await #expect(throws: (any Error).self) { try await client.statusLine(address) }
        }
    }

    @Test("close and open as the committed settings say, the connection that says so among them")
    func plain() async throws {
        let engine = try await ManagementEngine.simulated(NVRAM(path: ":memory:"))
        try await Listening.with(engine) { address, changes in
            let plain = HTTPTransport.administrator(address)
            try await Self.set(plain) { $0.acceptNonSecureConnections = false }
            _ = await changes.first { !$0.offersPlain }
            await #expect(throws: AMTClientError.self) { try await Proxy(AMT.GeneralSettings.self, over: plain).get() }
            let secure = HTTPTransport.administrator(address, pin: MemoryPin())
            try await Self.set(secure) { $0.acceptNonSecureConnections = true }
            _ = await changes.first { $0.offersPlain }
            _ = try await Proxy(AMT.GeneralSettings.self, over: HTTPTransport.administrator(address)).get()
        }
    }

    @Test("admit with mutual TLS the consoles that an authority vouches for, and nobody else")
    func mutual() async throws {
        let engine = try await ManagementEngine.simulated(NVRAM(path: ":memory:"))
        let authority = try TestAuthority()
        let root = try authority.certificate.base64
        try await Listening.with(engine) { address, changes in
            let plain = HTTPTransport.administrator(address)
            let store = Proxy(AMT.PublicKeyManagementService.self, over: plain)
            try await store.addTrustedRootCertificate { $0.certificateBlob = root }
            try await Self.set(plain) {
                $0.mutualAuthentication = true
                $0.trustedCN = ["example.com"]
            }
            _ = await changes.first { $0.clients != nil }
            let good = try Self.client(try authority.client("console.example.com"))
            let line = try await good.statusLine(address)
            #expect(line == Self.answer)
            let unnamed = try Self.client(try authority.client("elsewhere.com"))
            await #expect(throws: (any Error).self) { try await unnamed.statusLine(address) }
            let unfit = try Self.client(try authority.client("console.example.com", usages: [.clientAuth]))
            await #expect(throws: (any Error).self) { try await unfit.statusLine(address) }
            await #expect(throws: (any Error).self) { try await BareClient().statusLine(address) }
        }
    }

    private static func client(_ certificate: Certificate) throws -> BareClient {
        var client = BareClient()
        let key = Array(try TestKeys.client.get().derRepresentation)
        client.configuration.certificateChain = [
            .certificate(try NIOSSLCertificate(bytes: certificate.der, format: .der))
        ]
        client.configuration.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: key, format: .der))
        return client
    }

    /// Changes the network's settings and commits them.
    private static func set(
        _ console: any Transport,
        _ body: (inout Instance<AMT.TLSSettingData>) -> Void
    ) async throws {
        let proxy = Proxy(AMT.TLSSettingData.self, over: console)
        let name = ["InstanceID": "Intel(r) AMT 802.3 TLS Settings"]
        var settings = try await proxy.get(name)
        body(&settings)
        try await proxy.put(settings, name)
        try await Proxy(AMT.SetupAndConfigurationService.self, over: console).commitChanges()
    }
}
