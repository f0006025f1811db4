import AccessControl
import AMTSchema
import Crypto
import FoundationEssentials
import NVRAM
import SwiftASN1
import _CryptoExtras

/// A certificate request that a console made up around a public key of the engine, signed by nobody.
///
/// What stands in the place of the signature, if anything, is not looked at.
package struct NullSignedRequest {
    /// The part that is signed, DER.
    let information: ArraySlice<UInt8>
    /// The public key in it, PKCS#1 DER.
    let publicKey: [UInt8]

    /// Bytes of a request at most.
    private static let greatestSize = 4096

    package init(untrustedBlob: String?) throws {
        guard let untrustedBlob, untrustedBlob.utf8.count <= Self.greatestSize * 2,
            let data = Data(base64Encoded: untrustedBlob.filter { !$0.isWhitespace }),
            let parts = try? Self.parts(Array(data))
        else { throw CertificateStore.Refusal(status: .invalidParameter) }
        (information, publicKey) = parts
    }

    /// CertificationRequest is a sequence that begins with CertificationRequestInfo; in that, version, subject and
    /// the public key's SubjectPublicKeyInfo (RFC 2986).
    private static func parts(_ der: [UInt8]) throws -> (ArraySlice<UInt8>, [UInt8]) {
        try DER.sequence(try DER.parse(der), identifier: .sequence) { request in
            guard let node = request.next() else { throw CertificateStore.Refusal(status: .invalidParameter) }
            while request.next() != nil {}
            let key = try DER.sequence(node, identifier: .sequence) { fields in
                let three = (fields.next(), fields.next(), fields.next())
                while fields.next() != nil {}
                guard let key = three.2 else { throw CertificateStore.Refusal(status: .invalidParameter) }
                return key
            }
            var serializer = DER.Serializer()
            serializer.serialize(key)
            let read = try _RSA.Signing.PublicKey(derRepresentation: serializer.serializedBytes)
            return (node.encodedBytes, Array(read.pkcs1DERRepresentation))
        }
    }

    /// The request signed by the key pair that it is for, DER.
    func signed(by pair: KeyPairRecord, _ untrustedAlgorithm: UInt32?) throws -> [UInt8] {
        guard let algorithm = SigningAlgorithm(rawValue: untrustedAlgorithm ?? 1) else {
            throw CertificateStore.Refusal(status: .invalidParameter)
        }
        guard pair.publicKey == publicKey else { throw CertificateStore.Refusal(status: .certificateKeyMismatch) }
        let signature = try algorithm.sign(information, with: pair.privateKey)
        var serializer = DER.Serializer()
        try serializer.appendConstructedNode(identifier: .sequence) { request in
            request.serialize(try DER.parse(information))
            try request.appendConstructedNode(identifier: .sequence) { identifier in
                try identifier.serialize(algorithm.identifier)
                try identifier.serialize(ASN1Null())
            }
            try request.serialize(ASN1BitString(bytes: signature[...]))
        }
        return serializer.serializedBytes
    }
}

/// How a certificate request is signed, by AMT's numbers.
private enum SigningAlgorithm: UInt32 {
    case sha1, sha256, sha384

    var identifier: ASN1ObjectIdentifier {
        switch self {
        case .sha1: [1, 2, 840, 113_549, 1, 1, 5]
        case .sha256: [1, 2, 840, 113_549, 1, 1, 11]
        case .sha384: [1, 2, 840, 113_549, 1, 1, 12]
        }
    }

    func sign(_ bytes: ArraySlice<UInt8>, with privateKey: [UInt8]) throws -> [UInt8] {
        let key = try _RSA.Signing.PrivateKey(derRepresentation: privateKey)
        let signature =
            switch self {
            case .sha1: try key.signature(for: Insecure.SHA1.hash(data: bytes), padding: .insecurePKCS1v1_5)
            case .sha256: try key.signature(for: SHA256.hash(data: bytes), padding: .insecurePKCS1v1_5)
            case .sha384: try key.signature(for: SHA384.hash(data: bytes), padding: .insecurePKCS1v1_5)
            }
        return Array(signature.rawRepresentation)
    }
}
