import Crypto
import FoundationEssentials
import NVRAM
import SwiftASN1
import X509
import _CryptoExtras

@testable import Provisioning
@testable import PublicKeyManagement
@testable import ManagementEngine

/// A company with a root of its own and a certificate that may set AMT up.
struct CompanyChain {
    let root: [UInt8]
    let leaf: [UInt8]
    private let key: _RSA.Signing.PrivateKey

    init(name: String = "rcs.branch.example", maySetUp: Bool = true) throws {
        let rootKey = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let rootName = try DistinguishedName { CommonName("Root of Example") }
        root = try Self.make(rootName, rootName, rootKey.publicKey, rootKey) {
            Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
        }
        let leafName = try DistinguishedName { CommonName(name) }
        let usage: ExtendedKeyUsage.Usage = maySetUp ? .init(oid: ProvisioningCertificate.clientSetup) : .serverAuth
        leaf = try Self.make(leafName, rootName, key.publicKey, rootKey) {
            Critical(BasicConstraints.notCertificateAuthority)
            try ExtendedKeyUsage([usage])
        }
    }

    private static func make(
        _ subject: DistinguishedName,
        _ issuer: DistinguishedName,
        _ key: _RSA.Signing.PublicKey,
        _ signer: _RSA.Signing.PrivateKey,
        @ExtensionsBuilder extensions: () throws -> Result<Certificate.Extensions, any Error>
    ) throws -> [UInt8] {
        try Certificate(
            version: .v3,
            serialNumber: .init(),
            publicKey: .init(key),
            notValidBefore: Date().addingTimeInterval(-3600),
            notValidAfter: Date().addingTimeInterval(86_400),
            issuer: issuer,
            subject: subject,
            signatureAlgorithm: .sha256WithRSAEncryption,
            extensions: try .init(builder: extensions),
            issuerPrivateKey: .init(signer)
        ).derBytes
    }

    /// Has an engine trust the company, as a person at the PC would.
    func trusted(by nvram: NVRAM) async throws {
        let digest = SHA256.hash(data: root).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
        let authority = ProvisioningAuthorities.Authority(name: "Example", digest: digest.joined())
        try await ProvisioningAuthorities(nvram: nvram).change { $0.append(authority) }
    }

    /// The parameters that prove who asks, signed over the engine's nonce.
    func proof(over nonce: String?) throws -> String {
        let mine = [UInt8](repeating: 7, count: 20)
        let both = Array(Data(base64Encoded: nonce ?? "") ?? Data()) + mine
        let signature = try key.signature(for: both, padding: .insecurePKCS1v1_5).rawRepresentation
        return "<r:McNonce>\(Data(mine).base64EncodedString())</r:McNonce><r:SigningAlgorithm>2</r:SigningAlgorithm>"
            + "<r:DigitalSignature>\(signature.base64EncodedString())</r:DigitalSignature>"
    }
}
