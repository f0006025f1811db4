import FoundationEssentials
import Glibc
import SwiftASN1
import X509
import _CryptoExtras

/// An RSA key and the certificate that it signed itself, by which an endpoint speaks TLS before it is given another.
public struct SelfSignedIdentity: Sendable {
    /// The certificate, DER.
    public let certificate: [UInt8]
    /// The private key, PKCS#1 DER.
    public let privateKey: [UInt8]
    /// The public key, PKCS#1 DER.
    public let publicKey: [UInt8]

    /// How long it holds: about as long as a PC lives, for nobody renews what nobody chose.
    private static let lifetime: TimeInterval = 10 * 365 * 86_400

    /// Makes a key of 2048 bits and its certificate; some tenths of a second of work.
    ///
    /// - Parameter addresses: the addresses by which clients reach the endpoint; names among them are taken too.
    public init(name: String, addresses: [String]) throws {
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let issuer = try Self.issuer(name)
        let yesterday = Date().addingTimeInterval(-86_400)
        let certificate = try Certificate(
            version: .v3,
            serialNumber: .init(),
            publicKey: .init(key.publicKey),
            notValidBefore: yesterday,
            notValidAfter: yesterday.addingTimeInterval(Self.lifetime),
            issuer: issuer,
            subject: issuer,
            signatureAlgorithm: .sha256WithRSAEncryption,
            extensions: Self.extensions([name] + addresses),
            issuerPrivateKey: .init(key)
        )
        self.certificate = try certificate.derBytes
        privateKey = Array(key.derRepresentation)
        publicKey = Array(key.publicKey.pkcs1DERRepresentation)
    }

    private static func issuer(_ name: String) throws -> DistinguishedName {
        try DistinguishedName {
            CommonName(name)
            OrganizationName("Sekisho")
        }
    }

    private static func extensions(_ names: [String]) throws -> Certificate.Extensions {
        try Certificate.Extensions {
            Critical(BasicConstraints.notCertificateAuthority)
            Critical(KeyUsage(digitalSignature: true, keyEncipherment: true))
            try ExtendedKeyUsage([.serverAuth])
            SubjectAlternativeNames(names.map(generalName))
        }
    }

    private static func generalName(_ name: String) -> GeneralName {
        addressBytes(name).map { .ipAddress(ASN1OctetString(contentBytes: $0[...])) } ?? .dnsName(name)
    }

    private static func addressBytes(_ text: String) -> [UInt8]? {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: four) { Array($0) } }
        var six = in6_addr()
        if inet_pton(AF_INET6, text, &six) == 1 { return withUnsafeBytes(of: six) { Array($0) } }
        return nil
    }
}

extension Certificate {
    /// The certificate's DER.
    var derBytes: [UInt8] {
        get throws {
            var serializer = DER.Serializer()
            try serializer.serialize(self)
            return serializer.serializedBytes
        }
    }
}
