import Crypto
import NIOCore
import NIOSSL
import Synchronization

/// What is kept of a management engine's certificate: the one of the first connection is expected of every later one.
public protocol CertificatePin: Sendable {
    /// The fingerprint that is expected; nil before the first connection.
    func expected() async throws -> String?
    /// Keeps the fingerprint of the first connection.
    func keep(_ fingerprint: String) async throws
}

/// A pin that lives as long as somebody holds it.
public final class MemoryPin: CertificatePin {
    private let fingerprint: Mutex<String?>

    /// Expects that fingerprint; nil for whatever comes first.
    public init(_ fingerprint: String? = nil) { self.fingerprint = Mutex(fingerprint) }

    /// The fingerprint that is expected.
    public func expected() -> String? { fingerprint.withLock { $0 } }

    /// Keeps the fingerprint of the first connection.
    public func keep(_ fingerprint: String) { self.fingerprint.withLock { $0 = fingerprint } }
}

/// The check of an engine's certificate on one connection. Nothing is sent before it has passed.
final class CertificateTrust: Sendable {
    let expected: String?
    private let found = Mutex<String?>(nil)

    init(expected: String?) { self.expected = expected }

    /// The fingerprint of the certificate that the engine showed; nil before it has.
    var shown: String? { found.withLock { $0 } }

    /// Why the engine is not spoken to; nil when it is, or has shown nothing yet.
    var refusal: AMTClientError? {
        guard let expected, let shown, shown != expected else { return nil }
        return .certificateChanged(expected: expected, shown: shown)
    }

    /// The handler that speaks TLS and makes the check.
    func handler() throws -> NIOSSLClientHandler {
        try NIOSSLClientHandler(context: Self.context.get(), serverHostname: nil) { chain, verdict in
            verdict.succeed(self.accepts(chain.first) ? .certificateVerified : .failed)
        }
    }

    private func accepts(_ certificate: NIOSSLCertificate?) -> Bool {
        guard let der = try? certificate?.toDERBytes() else { return false }
        let fingerprint = SHA256.hash(data: der).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        found.withLock { $0 = fingerprint }
        return expected == nil || expected == fingerprint
    }

    /// One for all connections. Who signed a certificate does not count: engines sign their own.
    private static let context = Result {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.certificateVerification = .noHostnameVerification
        configuration.trustRoots = .certificates([])
        configuration.renegotiationSupport = .none
        return try NIOSSLContext(configuration: configuration)
    }
}
