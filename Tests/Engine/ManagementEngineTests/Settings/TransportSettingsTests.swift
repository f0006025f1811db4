import NVRAM
import Testing

@testable import PublicKeyManagement
@testable import AccessControl
@testable import ManagementEngine

@Suite("The TLS settings")
struct TransportSettingsTests {
    private struct Impossible: Error {}

    @Test("that the ports cannot carry out are not committed, and an engine that has such serves its own certificate")
    func impossible() async throws {
        let nvram = try NVRAM(path: ":memory:")
        let own = try SelfSignedIdentity(name: "own", addresses: [])
        let other = try SelfSignedIdentity(name: "other", addresses: [])
        let transport = TransportSettings(nvram: nvram) { own }
        let refusesOther = { @Sendable (offer: TransportSecurity) in
            if offer.chain.contains(other.certificate) { throw Impossible() }
        }
        var ports = try await transport.offers(checkedBy: refusesOther).makeAsyncIterator()
        #expect(await ports.next()?.chain == [own.certificate])
        _ = try await nvram.addKeyPair(privateKey: other.privateKey, publicKey: other.publicKey)
        let handle = try await nvram.addCertificate(other.certificate, isTrustedRoot: false).handle
        try await transport.change { $0.certificate = handle }
        await #expect(throws: CertificateStore.Refusal.self) { try await transport.commit() }
        #expect(try await transport.active().certificate == nil)
        // As it may have been committed before.
        try await nvram.set(try await transport.wanted(), for: "tls.active")
        let later = TransportSettings(nvram: nvram) { own }
        var first = try await later.offers(checkedBy: refusesOther).makeAsyncIterator()
        let offer = try #require(await first.next())
        #expect(offer.offersTLS && offer.chain == [own.certificate])
    }

    @Test("with authorities that the ports cannot use admit nobody, and the engine begins all the same")
    func badAuthorities() async throws {
        let nvram = try NVRAM(path: ":memory:")
        let own = try SelfSignedIdentity(name: "own", addresses: [])
        let transport = TransportSettings(nvram: nvram) { own }
        _ = try await nvram.addCertificate(own.certificate, isTrustedRoot: true)
        try await transport.change { $0.network.isMutual = true }
        try await transport.commit()
        var ports = try await transport.offers(checkedBy: { offer in
            if offer.clients?.trustedRoots.isEmpty == false { throw Impossible() }
        }).makeAsyncIterator()
        #expect(await ports.next()?.clients == ClientRule(trustedRoots: [], trustedNames: []))
    }
}
