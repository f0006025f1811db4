import PublicKeyManagement
import ManagementEngine
import NIOSSL
import Synchronization

/// Makes TLS contexts; endpoints that serve the same certificate to everybody share one, for a context is large.
public final class TLSContexts: Sendable {
    private let shared = Mutex<(offer: TransportSecurity, context: NIOSSLContext)?>(nil)

    /// Contexts of which none has been made yet.
    public init() {}

    /// The suites of TLS 1.2 that are offered, best first.
    ///
    /// Those without forward secrecy are there for clients that know no others (MeshCentral's), and TLS 1.3 has its own.
    static let suites = "ECDHE+AESGCM:ECDHE+CHACHA20:ECDHE+AES:RSA+AESGCM:RSA+AES:!aNULL:!eNULL:!MD5"

    func context(for offer: TransportSecurity) throws -> NIOSSLContext {
        if let known = shared.withLock({ $0 }), known.offer.hasSameIdentity(as: offer) { return known.context }
        let made = try NIOSSLContext(configuration: Self.configuration(offer))
        shared.withLock { if $0 == nil { $0 = (offer, made) } }
        return made
    }

    private static func configuration(_ offer: TransportSecurity) throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try offer.chain.map { .certificate(try NIOSSLCertificate(bytes: $0, format: .der)) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: offer.privateKey, format: .der))
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.cipherSuites = suites
        configuration.renegotiationSupport = .none
        let roots = try offer.clients?.trustedRoots.map { try NIOSSLCertificate(bytes: $0, format: .der) }
        configuration.trustRoots = .certificates(roots ?? [])
        configuration.certificateVerification = roots == nil ? .none : .noHostnameVerification
        return configuration
    }
}

extension TransportSecurity {
    /// Whether a context made for the one serves the other.
    fileprivate func hasSameIdentity(as other: TransportSecurity) -> Bool {
        chain == other.chain && privateKey == other.privateKey
            && clients?.trustedRoots == other.clients?.trustedRoots
    }
}
