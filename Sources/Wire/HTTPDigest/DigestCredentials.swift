import Crypto

/// The arithmetic of HTTP digest authentication with MD5 (RFC 2617), as AMT and its clients do it.
public enum HTTPDigest {
    /// HA1: what stands for a password in a digest realm. Whoever has it can log in to that realm.
    public static func secret(user: String, digestRealm: String, password: String) -> String {
        md5("\(user):\(digestRealm):\(password)")
    }

    /// The response to a challenge. `nc` is hashed as the client writes it.
    public static func response(
        secret: String,
        method: String,
        uri: String,
        nonce: String,
        nc: String,
        cnonce: String,
        qop: String
    ) -> String {
        let second = md5("\(method):\(uri)")
        if qop.isEmpty { return md5("\(secret):\(nonce):\(second)") }
        return md5("\(secret):\(nonce):\(nc):\(cnonce):\(qop):\(second)")
    }

    /// Whether a response is the expected one, whole: 32 hexadecimal digits, in a time that tells nothing of them.
    public static func isResponse(_ untrusted: String, expected: String) -> Bool {
        let (given, right) = (untrusted.utf8.map(lowerCase), Array(expected.utf8))
        return right.count == 32 && areEqual(right, given)
    }

    /// Whether bytes are equal, in a time that depends on nothing but their number.
    static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func lowerCase(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte) ? byte | 0x20 : byte
    }

    private static func md5(_ text: String) -> String {
        let digits = Array("0123456789abcdef")
        return Insecure.MD5.hash(data: Array(text.utf8)).reduce(into: "") { text, byte in
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
    }
}
