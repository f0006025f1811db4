import PublicKeyManagement
import Crypto
package import FoundationEssentials
import SwiftASN1
import X509

/// A certificate chain by which a company proves that it may set the engine up, from its own certificate to the root.
package struct ProvisioningChain: Sendable {
    /// Certificates at most.
    static let greatestCount = 4
    /// Bytes of a certificate at most.
    static let longestCertificate = 4096

    /// What became of a certificate, as AddNextCertInChain numbers it.
    package enum Addition: UInt32, Sendable {
        case added, invalidParameter, internalError, invalidState, verificationFailed, tooLong
    }

    private var certificates: [ProvisioningCertificate] = []
    private var isComplete = false

    /// An empty chain.
    package init() {}

    /// 0 none, 1 in progress, 2 complete.
    package var status: UInt8 { isComplete ? 2 : certificates.isEmpty ? 0 : 1 }

    /// The company's own certificate and the root, once the chain is complete.
    var ends: (leaf: ProvisioningCertificate, root: ProvisioningCertificate)? {
        guard isComplete, let leaf = certificates.first, let root = certificates.last else { return nil }
        return (leaf, root)
    }

    /// Adds a certificate; one that does not fit ends the chain.
    package mutating func add(_ untrusted: [UInt8], isLeaf: Bool, isRoot: Bool, at now: Date) -> Addition {
        guard untrusted.count <= Self.longestCertificate, let new = ProvisioningCertificate(untrusted: untrusted) else {
            return end(.invalidParameter)
        }
        guard isLeaf == certificates.isEmpty, !isComplete else { return end(.invalidState) }
        guard certificates.count < Self.greatestCount else { return end(.tooLong) }
        guard new.isValid(at: now), certificates.last.map({ new.issued($0) }) ?? true, !isRoot || new.issued(new) else {
            return end(.verificationFailed)
        }
        certificates.append(new)
        isComplete = isRoot
        return .added
    }

    private mutating func end(_ answer: Addition) -> Addition {
        self = ProvisioningChain()
        return answer
    }
}

/// A certificate of such a chain.
struct ProvisioningCertificate: Sendable {
    /// The key usage that allows to set AMT up.
    static let clientSetup: ASN1ObjectIdentifier = [2, 16, 840, 1, 113_741, 1, 2, 3]
    /// The name of a unit that allows it too, in certificates of authorities that write no such usage.
    static let clientSetupUnit = "Intel(R) Client Setup Certificate"

    let der: [UInt8]
    private let certificate: Certificate

    /// Reads a certificate; nil when it is none.
    init?(untrusted der: [UInt8]) {
        guard let certificate = try? Certificate(derEncoded: der) else { return nil }
        self.der = der
        self.certificate = certificate
    }

    /// Its SHA-256 in hexadecimal, upper case.
    var digest: String { RevocationList.text(Array(SHA256.hash(data: der))) }

    /// What its subject is called; empty when it has no such name.
    var commonName: String { certificate.subject.commonName ?? "" }

    /// Whether it holds now.
    func isValid(at now: Date) -> Bool { certificate.notValidBefore <= now && now <= certificate.notValidAfter }

    /// Whether it is an authority's, and that authority has signed another one.
    func issued(_ other: ProvisioningCertificate) -> Bool {
        guard case .isCertificateAuthority = try? certificate.extensions.basicConstraints,
            other.certificate.issuer == certificate.subject
        else { return false }
        return certificate.publicKey.isValidSignature(other.certificate.signature, for: other.certificate)
    }

    /// Whether it allows to set AMT up, for a company whose PCs are in this domain; no domain is nobody's.
    func mayProvision(_ domain: String) -> Bool {
        guard !domain.isEmpty else { return false }
        let (name, domain) = (commonName.lowercased(), domain.lowercased())
        return allowsSetup && (name == domain || name.hasSuffix("." + domain))
    }

    private var allowsSetup: Bool {
        let usage = (try? certificate.extensions.extendedKeyUsage) ?? nil
        if usage?.contains(ExtendedKeyUsage.Usage(oid: Self.clientSetup)) ?? false { return true }
        return certificate.subject.contains { part in
            part.contains {
                $0.type == .RDNAttributeType.organizationalUnitName && String($0.value) == Self.clientSetupUnit
            }
        }
    }

    /// Whether it has signed the engine's nonce and the console's.
    func hasSigned(_ signature: SetupSignature, over nonce: [UInt8]) -> Bool {
        certificate.publicKey.isValidSignature(
            signature.bytes,
            for: nonce + signature.nonce,
            signatureAlgorithm: .sha256WithRSAEncryption
        )
    }
}

/// A signature over the engine's nonce and the console's.
struct SetupSignature: Sendable {
    /// The console's nonce.
    let nonce: [UInt8]
    let bytes: [UInt8]

    /// Reads the parameters of a setup; nil when they are none, or of another algorithm than RSA with SHA-256.
    init?(untrustedNonce: String?, algorithm: UInt16?, untrustedSignature: String?) {
        guard algorithm == 2, let nonce = Data(base64Encoded: untrustedNonce ?? ""),
            nonce.count == SetupDesk.nonceBytes,
            let bytes = Data(base64Encoded: untrustedSignature ?? ""), (128...1024).contains(bytes.count)
        else { return nil }
        self.nonce = Array(nonce)
        self.bytes = Array(bytes)
    }
}

/// A signature with the certificate that made it, which nobody needs to know.
struct SetupProof: Sendable {
    let certificate: ProvisioningCertificate
    let signature: SetupSignature

    /// Whether the signature is over the engine's nonce.
    func isSigned(over nonce: [UInt8]) -> Bool { certificate.hasSigned(signature, over: nonce) }
}
