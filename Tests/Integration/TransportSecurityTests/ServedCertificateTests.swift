import PublicKeyManagement
import AMTClient
import AMTSchema
import CIMModel
import Crypto
import Foundation
import ManagementEngine
import NVRAM
import SwiftASN1
import Testing
import X509
import _CryptoExtras

@Suite("The served certificate")
struct ServedCertificateTests {
    @Test("is replaced, from key pair and request to the next connection, without a restart")
    func replacement() async throws {
        let engine = try await ManagementEngine.simulated(NVRAM(path: ":memory:"))
        try await Listening.with(engine) { address, changes in
            let first = MemoryPin()
            let console = HTTPTransport.administrator(address, pin: first)
            let handle = try await Self.generateKeyPair(console)
            let issued = try await Self.certificate(for: handle, console)
            try await Self.choose(issued, console)
            let before = try await Self.fingerprint(address)
            #expect(before == first.expected())
            try await Proxy(AMT.SetupAndConfigurationService.self, over: console).commitChanges()
            _ = await changes.first { $0.privateKey != (try? TestKeys.own.get().privateKey) }
            let after = try await Self.fingerprint(address)
            #expect(try after == issued.fingerprint)
            let own = ["InstanceID": "Intel(r) AMT Certificate: Handle: 0"]
            let later = HTTPTransport.administrator(address, pin: MemoryPin())
            try await Proxy(AMT.PublicKeyCertificate.self, over: later).delete(own)
            let left = try await Proxy(AMT.PublicKeyCertificate.self, over: later).enumerate()
            #expect(try left.map(\.x509Certificate) == [issued.base64])
        }
    }

    @Test("that the engine made is served again when the choice of another is deleted")
    func back() async throws {
        let engine = try await ManagementEngine.simulated(NVRAM(path: ":memory:"))
        let console = DirectTransport(engine: engine)
        let issued = try await Self.certificate(for: try await Self.generateKeyPair(console), console)
        try await Self.choose(issued, console)
        try await Proxy(AMT.SetupAndConfigurationService.self, over: console).commitChanges()
        var offers = try await engine.transportSecurity().makeAsyncIterator()
        #expect(await offers.next()?.chain == [try issued.der])
        try await Proxy(AMT.TLSCredentialContext.self, over: console).delete()
        try await Proxy(AMT.SetupAndConfigurationService.self, over: console).commitChanges()
        #expect(await offers.next()?.chain == [try TestKeys.own.get().certificate])
    }

    @Test("can be requested for the engine's own keys only")
    func foreignKey() async throws {
        let console = DirectTransport(engine: try await .simulated(NVRAM(path: ":memory:")))
        let handle = try await Self.generateKeyPair(console)
        let foreign = try TestKeys.client.get().publicKey.pkcs1DERRepresentation
        let template = try NullSigned.request(try DistinguishedName { CommonName("pc1") }, publicKey: foreign)
        let failure = MethodFailed<AMT.PublicKeyManagementService>(method: "GeneratePKCS10RequestEx", code: "2064")
        await #expect(throws: failure) {
            try await Proxy(AMT.PublicKeyManagementService.self, over: console).generatePKCS10RequestEx {
                $0.keyPair = Reference(handle)
                $0.signingAlgorithm = 1
                $0.nullSignedCertificateRequest = template
            }
        }
    }

    /// A new key pair's name.
    private static func generateKeyPair(_ console: any Transport) async throws -> [String: String] {
        let generated = try await Proxy(AMT.PublicKeyManagementService.self, over: console).generateKeyPair {
            $0.keyAlgorithm = 0
            $0.keyLength = 2048
        }
        return try #require(generated.keyPair?.selectors)
    }

    /// A certificate for a key pair of the engine, on the engine's own signed request.
    private static func certificate(for handle: [String: String], _ console: any Transport) async throws -> Certificate
    {
        let pair = try await Proxy(AMT.PublicPrivateKeyPair.self, over: console).get(handle)
        let publicKey = try #require(Data(base64Encoded: pair.derKey ?? ""))
        let name = try DistinguishedName {
            CommonName("pc1.example.com")
            OrganizationName("Example")
        }
        let template = try NullSigned.request(name, publicKey: publicKey)
        let answer = try await Proxy(AMT.PublicKeyManagementService.self, over: console).generatePKCS10RequestEx {
            $0.keyPair = Reference(handle)
            $0.signingAlgorithm = 1
            $0.nullSignedCertificateRequest = template
        }
        let der = try #require(Data(base64Encoded: answer.signedCertificateRequest ?? ""))
        let request = try CertificateSigningRequest(derEncoded: Array(der))
        #expect(request.publicKey.isValidSignature(request.signature, for: request))
        return try TestAuthority().issue(request.subject, for: request.publicKey, usages: [.serverAuth])
    }

    /// Stores a certificate and asks for it to be served.
    private static func choose(_ certificate: Certificate, _ console: any Transport) async throws {
        let blob = try certificate.base64
        let created = try await Proxy(AMT.PublicKeyManagementService.self, over: console)
            .addCertificate { $0.certificateBlob = blob }.createdCertificate
        let contexts = Proxy(AMT.TLSCredentialContext.self, over: console)
        var choice = try await contexts.get()
        choice.elementInContext = created
        try await contexts.put(choice)
    }

    /// The fingerprint that a console finds which has not been there before.
    private static func fingerprint(_ address: String) async throws -> String? {
        let pin = MemoryPin()
        let console = HTTPTransport.administrator(address, pin: pin)
        _ = try await Proxy(AMT.GeneralSettings.self, over: console).get()
        return pin.expected()
    }
}
