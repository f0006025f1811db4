import PublicKeyManagement
import Crypto
import Foundation
import ManagementEngine
import SwiftASN1
import X509
import _CryptoExtras

/// Keys that tests share, for each takes a while to make.
enum TestKeys {
    static let own = Result { try SelfSignedIdentity(name: "pc1", addresses: ["127.0.0.1"]) }
    static let authority = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }
    static let client = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }
}

/// A certificate authority.
struct TestAuthority {
    static let name = "Test Authority"
    let key: _RSA.Signing.PrivateKey
    let certificate: Certificate

    init() throws {
        key = try TestKeys.authority.get()
        let name = try DistinguishedName { CommonName(Self.name) }
        certificate = try Certificate(
            version: .v3,
            serialNumber: .init(),
            publicKey: .init(key.publicKey),
            notValidBefore: Date(timeIntervalSinceNow: -3600),
            notValidAfter: Date(timeIntervalSinceNow: 86_400),
            issuer: name,
            subject: name,
            signatureAlgorithm: .sha256WithRSAEncryption,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                Critical(KeyUsage(keyCertSign: true))
            },
            issuerPrivateKey: .init(key)
        )
    }

    /// A certificate for a server at an IPv4 address, with the key ``TestKeys/client``.
    func server(_ address: String) throws -> Certificate {
        let octets = address.split(separator: ".").compactMap { UInt8($0) }
        return try issue(
            try DistinguishedName { CommonName(address) },
            for: .init(try TestKeys.client.get().publicKey),
            usages: [.serverAuth],
            names: [.ipAddress(ASN1OctetString(contentBytes: octets[...]))]
        )
    }

    /// A certificate for a key, with these usages and names besides.
    func issue(
        _ name: DistinguishedName,
        for publicKey: Certificate.PublicKey,
        serial: Certificate.SerialNumber = .init(),
        usages: [ExtendedKeyUsage.Usage],
        names: [GeneralName] = []
    ) throws -> Certificate {
        try Certificate(
            version: .v3,
            serialNumber: serial,
            publicKey: publicKey,
            notValidBefore: Date(timeIntervalSinceNow: -3600),
            notValidAfter: Date(timeIntervalSinceNow: 86_400),
            issuer: certificate.subject,
            subject: name,
            signatureAlgorithm: .sha256WithRSAEncryption,
            extensions: Certificate.Extensions {
                try ExtendedKeyUsage(usages)
                if !names.isEmpty { SubjectAlternativeNames(names) }
            },
            issuerPrivateKey: .init(key)
        )
    }

    /// A certificate for a client of that name; a remote console's, unless the usages say otherwise.
    func client(
        _ name: String,
        serial: Certificate.SerialNumber = .init(),
        usages: [ExtendedKeyUsage.Usage] = [.clientAuth, .remoteConsole]
    ) throws -> Certificate {
        let key = try TestKeys.client.get()
        return try issue(
            try DistinguishedName { CommonName(name) },
            for: .init(key.publicKey),
            serial: serial,
            usages: usages
        )
    }
}

extension ExtendedKeyUsage.Usage {
    /// AMT's usage for consoles that come over the network.
    static let remoteConsole = Self(oid: [2, 16, 840, 1, 113_741, 1, 2, 1])
}

extension Certificate {
    var der: [UInt8] {
        get throws {
            var serializer = DER.Serializer()
            try serializer.serialize(self)
            return serializer.serializedBytes
        }
    }

    var base64: String { get throws { Data(try der).base64EncodedString() } }

    var fingerprint: String {
        get throws { SHA256.hash(data: try der).map { String(format: "%02x", $0) }.joined() }
    }
}

/// A certificate request as MeshCommander makes it up: signed by nobody.
enum NullSigned {
    static func request(_ subject: DistinguishedName, publicKey pkcs1: Data) throws -> String {
        let key = try _RSA.Signing.PublicKey(derRepresentation: pkcs1)
        var serializer = DER.Serializer()
        try serializer.appendConstructedNode(identifier: .sequence) { request in
            try request.appendConstructedNode(identifier: .sequence) { information in
                try information.serialize(0)
                try information.serialize(subject)
                information.serialize(try DER.parse(Array(key.derRepresentation)))
                information.appendConstructedNode(
                    identifier: .init(tagWithNumber: 0, tagClass: .contextSpecific)
                ) { _ in }
            }
            try request.appendConstructedNode(identifier: .sequence) { algorithm in
                try algorithm.serialize([1, 2, 840, 113_549, 1, 1, 11] as ASN1ObjectIdentifier)
                try algorithm.serialize(ASN1Null())
            }
            try request.serialize(ASN1BitString(bytes: Array(repeating: 0, count: 256)[...]))
        }
        return Data(serializer.serializedBytes).base64EncodedString()
    }
}
