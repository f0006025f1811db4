import AccessControl
package import AMTSchema
import Dispatch
import FoundationEssentials
import NVRAM
import SwiftASN1
import X509
import _CryptoExtras

/// The certificates and key pairs that consoles give the engine, or let it make.
package struct CertificateStore: Sendable {
    let nvram: NVRAM

    /// Certificates that are kept at most, and key pairs.
    static let greatestCount = 32
    /// Bytes of a certificate at most.
    static let greatestSize = 4100
    /// The key lengths that the engine makes and takes.
    static let keyLengths: [UInt32] = [2048, 3072, 4096]
    /// Where keys are made.
    private static let workshop = DispatchQueue(label: "sekisho.keys")

    /// Why something does not get into the store.
    package struct Refusal: Error {
        package let status: PTStatus
    }

    /// Keeps a certificate, and tells its handle.
    func add(untrustedBlob: String?, isTrustedRoot: Bool) async throws -> Int {
        let der = try Self.certificate(untrustedBlob)
        return try await nvram.step { nvram in
            let kept = try nvram.certificates()
            guard !kept.contains(where: { $0.der == der && $0.isTrustedRoot == isTrustedRoot }) else {
                throw Refusal(status: .duplicate)
            }
            guard kept.count < Self.greatestCount else { throw Refusal(status: .maxLimitReached) }
            return try nvram.addCertificate(der, isTrustedRoot: isTrustedRoot).handle
        }
    }

    /// The bytes of a certificate that can be used, with an RSA key of at least 2048 bits.
    package static func certificate(_ untrustedBlob: String?) throws -> [UInt8] {
        let der = try blob(untrustedBlob, limit: greatestSize)
        guard let parsed = try? Certificate(derEncoded: der), _RSA.Signing.PublicKey(parsed.publicKey) != nil,
            let again = try? parsed.derBytes, again == der
        else { throw Refusal(status: .invalidCertificate) }
        return der
    }

    /// Keeps the key that a console made, PKCS#1, and tells its handle.
    func addKey(untrustedBlob: String?) async throws -> Int {
        let der = try Self.blob(untrustedBlob, limit: Self.greatestSize)
        guard let key = try? _RSA.Signing.PrivateKey(derRepresentation: der) else {
            throw Refusal(status: .invalidKey)
        }
        return try await keep(key)
    }

    /// Makes a key pair and tells its handle.
    func makeKeyPair(length: UInt32) async throws -> Int {
        guard Self.keyLengths.contains(length) else { throw Refusal(status: .unsupported) }
        return try await keep(try await Self.newKey(length: length))
    }

    /// Making a key takes up to some seconds. One is made after the other, on a thread that all the rest does without.
    private static func newKey(length: UInt32) async throws -> _RSA.Signing.PrivateKey {
        try await withCheckedThrowingContinuation { continuation in
            workshop.async {
                continuation.resume(with: Result { try _RSA.Signing.PrivateKey(keySize: .init(bitCount: Int(length))) })
            }
        }
    }

    private func keep(_ key: _RSA.Signing.PrivateKey) async throws -> Int {
        guard Self.keyLengths.contains(UInt32(clamping: key.keySizeInBits)) else { throw Refusal(status: .invalidKey) }
        let publicKey = Array(key.publicKey.pkcs1DERRepresentation)
        let privateKey = Array(key.derRepresentation)
        return try await nvram.step { nvram in
            let kept = try nvram.keyPairs()
            guard !kept.contains(where: { $0.publicKey == publicKey }) else { throw Refusal(status: .duplicate) }
            guard kept.count < Self.greatestCount else { throw Refusal(status: .maxLimitReached) }
            return try nvram.addKeyPair(privateKey: privateKey, publicKey: publicKey).handle
        }
    }

    /// Base64 as clients send it, in lines too.
    private static func blob(_ untrusted: String?, limit: Int) throws -> [UInt8] {
        guard let untrusted, !untrusted.isEmpty, untrusted.utf8.count <= limit * 2,
            let data = Data(base64Encoded: untrusted.filter { !$0.isWhitespace }), (1...limit).contains(data.count)
        else { throw Refusal(status: .invalidParameter) }
        return Array(data)
    }
}

extension CertificateStore {
    /// The key pair that a certificate is for.
    func keyPair(of certificate: CertificateRecord) async throws -> KeyPairRecord? {
        guard let publicKey = certificate.publicKey else { return nil }
        return try await nvram.keyPairs().first { $0.publicKey == publicKey }
    }

    /// The authorities that consoles made the engine trust, DER.
    package func trustedRoots() async throws -> [[UInt8]] {
        try await nvram.certificates().filter(\.isTrustedRoot).map(\.der)
    }

    /// A certificate and those of the authorities above it that are kept; roots, which clients have, are left out.
    func chain(from leaf: CertificateRecord) async throws -> [[UInt8]] {
        let authorities = try await nvram.certificates().filter { $0.handle != leaf.handle && !$0.isTrustedRoot }
        var chain = [leaf]
        while let last = chain.last?.parsed, last.issuer != last.subject,
            let next = authorities.first(where: { $0.parsed?.subject == last.issuer }), !chain.contains(next)
        { chain.append(next) }
        return chain.map(\.der)
    }
}

extension CertificateRecord {
    /// The certificate, read.
    var parsed: Certificate? { try? Certificate(derEncoded: der) }

    /// The public key that it is for, PKCS#1 DER.
    var publicKey: [UInt8]? {
        parsed.flatMap { _RSA.Signing.PublicKey($0.publicKey) }.map { Array($0.pkcs1DERRepresentation) }
    }
}
