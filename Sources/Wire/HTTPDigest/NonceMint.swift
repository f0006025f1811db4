import Crypto

/// Makes nonces that need no memory: each carries its time and its number, sealed with a key that never leaves.
///
/// A flood of requests without credentials costs nothing but the time to answer it, and pushes nothing out.
struct NonceMint: Sendable {
    /// Characters of a nonce: 24 bytes in base64, a multiple of three, for a nonce must have no padding.
    static let characters = 32
    private static let sealBytes = 12

    /// What a nonce says of itself.
    struct Stamp: Hashable, Sendable {
        /// When it was made, in seconds.
        var madeAt: UInt32
        /// Its number; a later one has a greater.
        var serial: UInt64
    }

    private let key: SymmetricKey
    private var serial: UInt64 = 0

    /// Takes the key for all nonces, at least 32 random bytes.
    init(key: [UInt8]) { self.key = SymmetricKey(data: key) }

    /// A nonce that no other equals. It looks random, as the firmware's do.
    mutating func make(now: UInt64) -> String {
        serial &+= 1
        let stamp = Stamp(madeAt: UInt32(clamping: now), serial: serial).bytes
        let seal = seal(stamp)
        return Base64.text(seal + veil(stamp, seal))
    }

    /// What a nonce says; nil when it was not made with this key.
    func open(untrusted text: String) -> Stamp? {
        guard let bytes = Base64.bytes(untrusted: text, count: Self.characters) else { return nil }
        let given = Array(bytes.prefix(Self.sealBytes))
        let stamp = veil(Array(bytes.dropFirst(Self.sealBytes)), given)
        return HTTPDigest.areEqual(seal(stamp), given) ? Stamp(bytes: stamp) : nil
    }

    private func seal(_ stamp: [UInt8]) -> [UInt8] { code(1, stamp) }

    /// Covers or uncovers a stamp with what only the key can make from its seal.
    private func veil(_ stamp: [UInt8], _ seal: [UInt8]) -> [UInt8] { zip(stamp, code(2, seal)).map { $0 ^ $1 } }

    /// `purpose` keeps a seal from being taken for a veil.
    private func code(_ purpose: UInt8, _ bytes: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: [purpose] + bytes, using: key).prefix(Self.sealBytes))
    }
}

extension NonceMint.Stamp {
    /// Four bytes of time and eight of number, big endian.
    fileprivate var bytes: [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: madeAt >> $0) }
            + [56, 48, 40, 32, 24, 16, 8, 0].map { UInt8(truncatingIfNeeded: serial >> $0) }
    }

    fileprivate init(bytes: [UInt8]) {
        madeAt = bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        serial = bytes.dropFirst(4).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
