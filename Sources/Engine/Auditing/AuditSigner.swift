import PublicKeyManagement
import AccessControl
import AMTSchema
import Crypto
import FoundationEssentials
import SwiftASN1
import X509
import _CryptoExtras

/// What signs exports of the audit log: an RSA key and the certificates that speak for it, kept in NVRAM.
struct AuditSigner: Codable, Sendable {
    /// Certificates that a console may give.
    static let greatestChain = 4
    /// Bytes of the key and of the certificates together.
    static let longestMaterial = 16 * 1024

    /// The key in DER.
    let key: Data
    /// Each in DER, the signer's first.
    let certificates: [Data]

    /// Reads the key and the certificates that a console sends.
    init(untrustedKey: Data, certificates: [Data]) throws(Refusal) {
        guard untrustedKey.count <= Self.longestMaterial else { throw Refusal(.invalidKey) }
        guard let key = try? _RSA.Signing.PrivateKey(derRepresentation: untrustedKey), key.keySizeInBits <= 4096 else {
            throw Refusal(.invalidKey)
        }
        guard certificates.count <= Self.greatestChain,
            certificates.reduce(0, { $0 + $1.count }) <= Self.longestMaterial
        else { throw Refusal(.invalidCertificate) }
        let chain = certificates.map { try? Certificate(derEncoded: Array($0)) }
        guard let first = chain.first, chain.allSatisfy({ $0 != nil }) else { throw Refusal(.invalidCertificate) }
        guard
            first.flatMap({ _RSA.Signing.PublicKey($0.publicKey) })?.derRepresentation
                == key.publicKey.derRepresentation
        else { throw Refusal(.certificateKeyMismatch) }
        self.key = key.derRepresentation
        self.certificates = certificates
    }

    /// Makes a key and a certificate for an engine of that name, for before a console gives others.
    init(name: String) throws {
        let made = try SelfSignedIdentity(name: name, addresses: [])
        key = Data(made.privateKey)
        certificates = [Data(made.certificate)]
    }

    /// Signs a text with PKCS #1 v1.5, as AMT's mechanisms are named.
    func sign(_ text: [UInt8], _ mechanism: AMT.AuditLog.SigningMechanism) throws -> Data {
        let key = try _RSA.Signing.PrivateKey(derRepresentation: key)
        let padding = _RSA.Signing.Padding.insecurePKCS1v1_5
        return switch mechanism {
        case .rsaSHA1: try key.signature(for: Insecure.SHA1.hash(data: text), padding: padding).rawRepresentation
        case .rsaSHA256: try key.signature(for: SHA256.hash(data: text), padding: padding).rawRepresentation
        case .rsaSHA384: try key.signature(for: SHA384.hash(data: text), padding: padding).rawRepresentation
        }
    }
}
