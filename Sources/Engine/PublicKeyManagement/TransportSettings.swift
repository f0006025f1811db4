import AccessControl
import AMTSchema
import FoundationEssentials
package import NVRAM

/// The TLS settings: what consoles have asked for, and what holds since they last committed it.
package actor TransportSettings {
    /// The settings of one interface.
    package struct Side: Codable, Hashable, Sendable {
        package var isEnabled: Bool
        package var acceptsPlain = true
        var isMutual = false
        /// The common names of the clients that mutual TLS admits; all when there is none.
        var trustedNames: [String] = []
    }

    /// All of the settings.
    package struct State: Codable, Hashable, Sendable {
        package var network = Side(isEnabled: true)
        var local = Side(isEnabled: false)
        /// The handle of the served certificate; nil for the one that the engine made itself.
        var certificate: Int?
    }

    private enum Key {
        static let wanted = "tls.wanted"
        static let active = "tls.active"
        static let revoked = "tls.revoked"
    }

    package nonisolated let store: CertificateStore
    private let nvram: NVRAM
    private let makeOwn: @Sendable () throws -> SelfSignedIdentity
    private var followers: [UUID: Follower] = [:]

    /// Somebody who carries out what the settings say.
    private struct Follower {
        /// Throws when it cannot be carried out.
        let check: @Sendable (TransportSecurity) throws -> Void
        let offers: AsyncStream<TransportSecurity>.Continuation
    }

    /// - Parameter makeOwn: makes the certificate that is served before a console gives another.
    package init(nvram: NVRAM, makeOwn: @escaping @Sendable () throws -> SelfSignedIdentity) {
        self.nvram = nvram
        self.makeOwn = makeOwn
        store = CertificateStore(nvram: nvram)
    }

    /// What consoles have asked for.
    func wanted() async throws -> State { try await nvram.setting(Key.wanted, as: State.self) ?? State() }

    /// What holds.
    package func active() async throws -> State { try await nvram.setting(Key.active, as: State.self) ?? State() }

    /// Notes what a console asks for; ``commit()`` makes it hold.
    func change(_ body: @Sendable (inout State) throws -> Void) async throws {
        try await nvram.change(Key.wanted, from: State(), body)
    }

    /// Makes hold what was asked for, and tells those who follow; nothing is changed when one of them cannot.
    package func commit() async throws {
        let state = try await wanted()
        let offer = try await offer(of: state)
        guard followers.values.allSatisfy({ (try? $0.check(offer)) != nil }) else {
            throw CertificateStore.Refusal(status: .invalidCertificate)
        }
        try await nvram.set(state, for: Key.active)
        followers = followers.filter { _, follower in
            if case .terminated = follower.offers.yield(offer) { false } else { true }
        }
    }

    /// What the ports offer now, and then after each change.
    ///
    /// - Parameter check: throws when an offer cannot be carried out; no such offer is made.
    package func offers(
        checkedBy check: @escaping @Sendable (TransportSecurity) throws -> Void
    ) async throws -> AsyncStream<TransportSecurity> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: TransportSecurity.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        let id = UUID()
        followers[id] = Follower(check: check, offers: continuation)
        continuation.yield(try await firstOffer(checkedBy: check))
        return stream
    }

    /// What was committed; where that cannot be carried out, the same with the engine's own certificate, so that a
    /// certificate locks nobody out, and where the authorities are at fault, to no client.
    private func firstOffer(
        checkedBy check: @Sendable (TransportSecurity) throws -> Void
    ) async throws -> TransportSecurity {
        var state = try await active()
        func isPossible(_ offer: TransportSecurity) -> Bool { (try? check(offer)) != nil }
        if let committed = try? await offer(of: state), isPossible(committed) { return committed }
        state.certificate = nil
        let own = try await offer(of: state)
        return isPossible(own) ? own : own.withoutAuthorities
    }

    /// The certificate that these settings serve.
    func certificate(of state: State) async throws -> CertificateRecord {
        if let handle = state.certificate,
            let chosen = try await nvram.certificates().first(where: { $0.handle == handle })
        {
            return chosen
        }
        return try await nvram.ownCertificate { [makeOwn] in
            let own = try makeOwn()
            return (own.certificate, KeyPairRecord(handle: 0, privateKey: own.privateKey, publicKey: own.publicKey))
        }
    }

    private func offer(of state: State) async throws -> TransportSecurity {
        let certificate = try await certificate(of: state)
        guard let keys = try await store.keyPair(of: certificate) else {
            throw CertificateStore.Refusal(status: .certificateKeyMismatch)
        }
        return TransportSecurity(
            offersTLS: state.network.isEnabled,
            offersPlain: state.network.acceptsPlain || !state.network.isEnabled,
            chain: try await store.chain(from: certificate),
            privateKey: keys.privateKey,
            clients: state.network.isMutual ? try await clientRule(state.network) : nil
        )
    }

    private func clientRule(_ side: Side) async throws -> ClientRule {
        ClientRule(
            trustedRoots: try await store.trustedRoots(),
            trustedNames: side.trustedNames,
            revoked: try await revoked()
        )
    }
}

extension TransportSettings {
    /// The lists of revoked certificates.
    func revoked() async throws -> [RevocationList] {
        try await nvram.setting(Key.revoked, as: [RevocationList].self) ?? []
    }

    /// Changes the lists of revoked certificates.
    func changeRevoked(_ body: @Sendable (inout [RevocationList]) throws -> Void) async throws {
        try await nvram.change(Key.revoked, from: [], body)
    }

    /// Whether clients are checked, or will be after the next commit.
    func isMutual() async throws -> Bool {
        let states = [try await wanted(), try await active()]
        return states.contains { $0.network.isEnabled && $0.network.isMutual }
    }

    /// The handles of the certificates that are served, or will be after the next commit.
    func certificatesInUse() async throws -> Set<Int> {
        var handles: Set<Int> = []
        for state in [try await wanted(), try await active()] {
            handles.insert(try await certificate(of: state).handle)
        }
        return handles
    }
}
