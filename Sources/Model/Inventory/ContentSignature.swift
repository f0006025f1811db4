public import FoundationEssentials

/// What published content is for; signed with it, so that nothing passes for something else.
public enum ContentKind: String, Sendable, Codable, Hashable, CaseIterable {
    /// Virus definitions.
    case definitions
    /// Rules of the intrusion detection.
    case rules
    /// Block lists of the guard.
    case lists
    /// The policy of the guard.
    case policy
}

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

    /// The bytes that are signed: what the content is for, its SHA-256 in hex, its version, its date in whole seconds.
    public static func bytes(_ kind: ContentKind, sha256: String, version: String, date: Date) -> Data {
        let seconds = Int64(clamping: Int(date.timeIntervalSince1970.rounded(.down)))
        return Data("sekisho-content-2\n\(kind.rawValue)\n\(sha256.lowercased())\n\(version)\n\(seconds)\n".utf8)
    }
}
