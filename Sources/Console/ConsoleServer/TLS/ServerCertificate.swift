import Crypto
public import Foundation
import Logging
public import NIOSSL
import SwiftASN1
import X509

/// The certificate of the console's HTTPS, made by itself and kept in the state directory.
public struct ServerCertificate: Sendable {
    /// The SHA-256 of the certificate, as `sekisho login --fingerprint` takes it.
    public let fingerprint: String
    private let certificate: NIOSSLCertificate
    private let key: NIOSSLPrivateKey

    /// Reads the certificate; makes it when there is none.
    ///
    /// - Parameter names: Further names and addresses that clients use for the console.
    public static func open(in directory: URL, names: [String]) throws -> ServerCertificate {
        let certificateFile = StateFile("certificate.pem", in: directory)
        let keyFile = StateFile("certificate.key", in: directory)
        if let certificate = try certificateFile.read(), let key = try keyFile.read() {
            return try ServerCertificate(certificatePEM: certificate, keyPEM: key)
        }
        let key = P256.Signing.PrivateKey()
        let pem = try make(key, names: names).serializeAsPEM().pemString
        try keyFile.write(Data(key.pemRepresentation.utf8))
        try certificateFile.write(Data(pem.utf8))
        return try ServerCertificate(certificatePEM: Data(pem.utf8), keyPEM: Data(key.pemRepresentation.utf8))
    }

    private init(certificatePEM: Data, keyPEM: Data) throws {
        certificate = try NIOSSLCertificate(bytes: Array(certificatePEM), format: .pem)
        key = try NIOSSLPrivateKey(bytes: Array(keyPEM), format: .pem)
        fingerprint = Secret.hex(Array(SHA256.hash(data: try certificate.toDERBytes())))
    }

    /// TLS 1.2 or newer with this certificate.
    public var tlsConfiguration: TLSConfiguration {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: [.certificate(certificate)],
            privateKey: .privateKey(key)
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        return configuration
    }

    private static func make(_ key: P256.Signing.PrivateKey, names: [String]) throws -> Certificate {
        let name = try DistinguishedName {
            CommonName("Sekisho console")
            OrganizationName("Sekisho")
        }
        let start = Date().addingTimeInterval(-3600)
        return try Certificate(
            version: .v3,
            serialNumber: .init(),
            publicKey: .init(key.publicKey),
            notValidBefore: start,
            notValidAfter: start.addingTimeInterval(820 * 86400),
            issuer: name,
            subject: name,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: extensions(names: ["localhost", "console.lan", "127.0.0.1", "::1"] + names),
            issuerPrivateKey: .init(key)
        )
    }

    private static func extensions(names: [String]) throws -> Certificate.Extensions {
        try Certificate.Extensions {
            Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
            Critical(KeyUsage(digitalSignature: true, keyCertSign: true))
            try ExtendedKeyUsage([.serverAuth])
            SubjectAlternativeNames(unique(names).map(generalName))
        }
    }

    private static func unique(_ names: [String]) -> [String] {
        names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private static func generalName(_ name: String) -> GeneralName {
        addressBytes(name).map { .ipAddress(ASN1OctetString(contentBytes: $0[...])) } ?? .dnsName(name)
    }

    /// The bytes of an IPv4 or IPv6 address, or nothing when the text is a name.
    static func addressBytes(_ text: String) -> [UInt8]? {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: four) { Array($0) } }
        var six = in6_addr()
        if inet_pton(AF_INET6, text, &six) == 1 { return withUnsafeBytes(of: six) { Array($0) } }
        return nil
    }
}
