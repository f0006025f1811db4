import Crypto
import NIOSSL
import Synchronization

/// How the console's certificate is judged.
enum Trust: Codable, Hashable, Sendable {
    /// By the authorities that this computer trusts.
    case system
    /// By one authority, or the console's own certificate, in a PEM file.
    case authority(file: String)
    /// It has to be the one with this SHA-256.
    case fingerprint(String)
    /// Not at all.
    case anything

    /// The SHA-256 of a certificate.
    static func fingerprint(of certificate: NIOSSLCertificate) throws -> String {
        let digits = Array("0123456789abcdef")
        let digest = SHA256.hash(data: try certificate.toDERBytes())
        return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    /// A fingerprint as people write it, as we write it.
    static func normalized(_ untrustedFingerprint: String) -> String {
        untrustedFingerprint.lowercased().filter { $0.isHexDigit }
    }

    /// TLS for a connection.
    func context() throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if case .authority(let file) = self {
            do {
                configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(file))
            } catch {
                throw CommandError.file(path: file, reason: "is not a PEM file with a certificate")
            }
        }
        return try NIOSSLContext(configuration: configuration)
    }
}

/// Looks at the certificate that a console shows.
final class CertificateWitness: Sendable {
    private let seen = Mutex<String?>(nil)

    /// The SHA-256 of the certificate that was shown.
    var fingerprint: String? { seen.withLock { $0 } }

    /// Notes the certificate and says whether it is the expected one; no expectation accepts any.
    func judge(_ chain: [NIOSSLCertificate], expected: String?) -> Bool {
        guard let leaf = chain.first, let fingerprint = try? Trust.fingerprint(of: leaf) else { return false }
        seen.withLock { $0 = fingerprint }
        return expected.map { $0 == fingerprint } ?? true
    }
}
