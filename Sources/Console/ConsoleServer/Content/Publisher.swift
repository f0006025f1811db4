import Crypto
public import Foundation
public import Inventory

/// Who signs the content of this console: a key of its own, made at the first start.
///
/// An appliance that has taken signed content believes no other key afterwards.
public struct Publisher: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// Opens the key in the console's state directory, or makes one.
    public init(in directory: URL) throws {
        let file = StateFile("publisher.key", in: directory)
        if let bytes = try file.read() {
            key = try Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
        } else {
            key = Curve25519.Signing.PrivateKey()
            try file.write(key.rawRepresentation)
        }
    }

    /// Signs content for its use.
    public func sign(_ kind: ContentKind, sha256: String, version: String, date: Date) throws -> ContentSignature {
        let bytes = ContentSignature.bytes(kind, sha256: sha256, version: version, date: date)
        return ContentSignature(
            key: key.publicKey.rawRepresentation.base64EncodedString(),
            value: try key.signature(for: bytes).base64EncodedString()
        )
    }
}
