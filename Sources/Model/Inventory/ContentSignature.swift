public import FoundationEssentials

/// An Ed25519 signature (RFC 8032) over published content.
public struct ContentSignature: Sendable, Codable, Hashable {
    /// The publisher's public key, 32 bytes in base64.
    public var key: String
    /// The signature, 64 bytes in base64.
    public var value: String

    public init(key: String, value: String) {
        self.key = key
        self.value = value
    }

    /// The bytes that are signed: the content by its SHA-256 in hex, its version, and its date in whole seconds.
    public static func bytes(sha256: String, version: String, date: Date) -> Data {
        let seconds = Int64(clamping: Int(date.timeIntervalSince1970.rounded(.down)))
        return Data("sekisho-content-1\n\(sha256.lowercased())\n\(version)\n\(seconds)\n".utf8)
    }
}
