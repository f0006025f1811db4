import PublicKeyManagement
import AMTClient
import AMTSchema
import CIMModel
import Foundation
import ManagementEngine
import NVRAM
import SwiftASN1
import TestSupport
import Testing
import X509
import XML
import _CryptoExtras

@Suite("The certificate store")
struct CertificateStoreTests {
    @Test("lists the engine's own certificate with its key, and what each is for")
    func own() async throws {
        let transport = DirectTransport(engine: try await .simulated(NVRAM(path: ":memory:")))
        let certificate = try await Proxy(AMT.PublicKeyCertificate.self, over: transport).get()
        let pair = try await Proxy(AMT.PublicPrivateKeyPair.self, over: transport).get()
        let context = try await Proxy(AMT.TLSCredentialContext.self, over: transport).get()
        let dependency = try await Proxy(CIM.ConcreteDependency.self, over: transport).get()
        #expect(certificate.instanceID == "Intel(r) AMT Certificate: Handle: 0")
        #expect(certificate.readOnlyCertificate == true)
        #expect(certificate.subject == "O=Sekisho,CN=pc1")
        #expect(pair.derKey == Data(try TestKeys.own.get().publicKey).base64EncodedString())
        #expect(context.elementInContext?.selectors == ["InstanceID": "Intel(r) AMT Certificate: Handle: 0"])
        #expect(dependency.dependent?.selectors == ["InstanceID": "Intel(r) AMT Key: Handle: 0"])
    }

    @Test("tells nobody a private key")
    func secret() async throws {
        let transport = DirectTransport(engine: try await .simulated(NVRAM(path: ":memory:")))
        let blob = Data(try TestKeys.client.get().derRepresentation).base64EncodedString()
        try await Proxy(AMT.PublicKeyManagementService.self, over: transport).addKey { $0.keyBlob = blob }
        let pairs = try await Proxy(AMT.PublicPrivateKeyPair.self, over: transport).enumerate()
        #expect(pairs.count == 2)
        for pair in pairs {
            #expect(pair.elements.map(\.name) == ["DERKey", "ElementName", "InstanceID"])
            #expect(pair.derKey != blob)
        }
    }

    @Test("takes a certificate and a key once, and neither what is broken nor what is short")
    func refusals() async throws {
        let transport = DirectTransport(engine: try await .simulated(NVRAM(path: ":memory:")))
        let store = Proxy(AMT.PublicKeyManagementService.self, over: transport)
        let root = try TestAuthority().certificate.base64
        let key = Data(try TestKeys.client.get().derRepresentation).base64EncodedString()
        let short = try _RSA.Signing.PrivateKey(unsafeKeySize: .init(bitCount: 1024)).derRepresentation
        try await store.addTrustedRootCertificate { $0.certificateBlob = root }
        try await store.addKey { $0.keyBlob = key }
        await #expect(throws: Failed(method: "AddTrustedRootCertificate", code: "2058")) {
            try await store.addTrustedRootCertificate { $0.certificateBlob = root }
        }
        await #expect(throws: Failed(method: "AddKey", code: "2058")) { try await store.addKey { $0.keyBlob = key } }
        await #expect(throws: Failed(method: "AddKey", code: "2062")) {
            try await store.addKey { $0.keyBlob = short.base64EncodedString() }
        }
        await #expect(throws: Failed(method: "AddCertificate", code: "2063")) {
            try await store.addCertificate { $0.certificateBlob = key }
        }
        await #expect(throws: Failed(method: "AddCertificate", code: "36")) { try await store.addCertificate() }
        await #expect(throws: Failed(method: "GenerateKeyPair", code: "2066")) {
            try await store.generateKeyPair {
                $0.keyAlgorithm = 0
                $0.keyLength = 1024
            }
        }
    }

    @Test("keeps what is served, and lets go what is not")
    func inUse() async throws {
        let transport = DirectTransport(engine: try await .simulated(NVRAM(path: ":memory:")))
        let certificates = Proxy(AMT.PublicKeyCertificate.self, over: transport)
        let pairs = Proxy(AMT.PublicPrivateKeyPair.self, over: transport)
        let own = try await certificates.get().instanceID
        let root = try TestAuthority().certificate.base64
        let created = try await Proxy(AMT.PublicKeyManagementService.self, over: transport)
            .addTrustedRootCertificate { $0.certificateBlob = root }.createdCertificate
        await #expect(throws: DirectTransport.Refused.self) {
            try await certificates.delete(["InstanceID": own ?? ""])
        }
        await #expect(throws: DirectTransport.Refused.self) {
            try await pairs.delete(["InstanceID": "Intel(r) AMT Key: Handle: 0"])
        }
        try await certificates.delete(try #require(created?.selectors))
        #expect(try await certificates.enumerate().count == 1)
    }

    @Test("keeps its keys in a file that only its owner reads, and serves the same certificate after a start")
    func file() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "nvram.sqlite").path
        let engine = try await ManagementEngine.simulated(NVRAM(path: path))
        let before = try await Proxy(AMT.PublicKeyCertificate.self, over: DirectTransport(engine: engine)).get()
        let other = try SelfSignedIdentity(name: "other", addresses: [])
        let again = try await ManagementEngine.simulated(NVRAM(path: path), certificate: other)
        let after = try await Proxy(AMT.PublicKeyCertificate.self, over: DirectTransport(engine: again)).get()
        #expect(after == before)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.appending(path: name).path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test("takes a broken certificate, key or request for what it is")
    func broken() async throws {
        let transport = DirectTransport(engine: try await .simulated(NVRAM(path: ":memory:")))
        let store = Proxy(AMT.PublicKeyManagementService.self, over: transport)
        var generator = Repeatable(state: 7)
        let certificate = try TestAuthority().certificate.der
        let key = Array(try TestKeys.client.get().derRepresentation)
        for _ in 0..<150 {
            let broken = Data(generator.broken(certificate)).base64EncodedString()
            let brokenKey = Data(generator.broken(key)).base64EncodedString()
            _ = try? await store.addCertificate { $0.certificateBlob = broken }
            _ = try? await store.addKey { $0.keyBlob = brokenKey }
            _ = try? await store.generatePKCS10RequestEx {
                $0.keyPair = Reference(["InstanceID": "Intel(r) AMT Key: Handle: 0"])
                $0.nullSignedCertificateRequest = broken
            }
        }
        let listed = try await Proxy(AMT.PublicKeyCertificate.self, over: transport).enumerate()
        #expect(listed.contains { $0.readOnlyCertificate == true })
    }

    @Test(
        "shows a certificate as recorded firmware does",
        .enabled(if: Recorded.isAvailable)
    )
    func recorded() async throws {
        let file = try Recorded.bytes("go-wsman-messages/responses/amt/publickey/certificate/get.xml")
        let envelope = try XMLReader.read(file.drop { $0 != UInt8(ascii: "<") })
        let element = try #require(envelope["Body"]?.children.first)
        let firmware = try Instance<AMT.PublicKeyCertificate>(element)
        let transport = DirectTransport(engine: try await .simulated(NVRAM(path: ":memory:")))
        let created = try await Proxy(AMT.PublicKeyManagementService.self, over: transport)
            .addTrustedRootCertificate { $0.certificateBlob = firmware.x509Certificate }.createdCertificate
        let ours = try await Proxy(AMT.PublicKeyCertificate.self, over: transport)
            .get(try #require(created?.selectors))
        #expect(ours.elements.map(\.name) == firmware.elements.map(\.name))
        #expect(ours.issuer == firmware.issuer && ours.subject == firmware.subject)
        #expect(ours.x509Certificate == firmware.x509Certificate)
    }

    private typealias Failed = MethodFailed<AMT.PublicKeyManagementService>
}
