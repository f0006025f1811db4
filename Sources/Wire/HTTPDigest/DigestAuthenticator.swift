/// The engine's side of digest authentication: hands out nonces and judges answers.
///
/// A value: time and randomness come in as parameters.
public struct DigestAuthenticator: Sendable {
    /// How long a nonce is good, in seconds.
    static let lifetime: UInt64 = 300
    /// Nonces kept at once; the oldest is forgotten first.
    static let greatestCount = 4096
    /// Bytes of randomness in a nonce; a multiple of three, for a nonce must have no padding.
    static let nonceBytes = 24

    private struct Nonce: Sendable {
        var madeAt: UInt64
        var lastCount: UInt64
    }

    /// Names the protection space; AMT's has the form `Digest:` and 32 hexadecimal digits.
    public let digestRealm: String
    private var nonces: [String: Nonce] = [:]
    private var order: [String] = []

    /// Creates an authenticator with no nonce handed out.
    public init(digestRealm: String) { self.digestRealm = digestRealm }

    /// What became of an answer.
    public enum Verdict: Hashable, Sendable {
        /// The user is who the answer says.
        case accepted(user: String)
        /// There was no answer, or one to a nonce that is no longer good; not a failed login.
        case unanswered
        /// The answer is wrong.
        case refused(user: String)
    }

    /// The value of a `WWW-Authenticate` header with a fresh nonce.
    ///
    /// The spaces, quotes and order are the firmware's: clients take the header apart with plain string searches.
    public mutating func challenge(now: UInt64, random: [UInt8]) -> String {
        let nonce = Self.base64(random.prefix(Self.nonceBytes))
        if order.count >= Self.greatestCount { nonces[order.removeFirst()] = nil }
        nonces[nonce] = Nonce(madeAt: now, lastCount: 0)
        order.append(nonce)
        return "Digest realm=\"\(digestRealm)\", nonce=\"\(nonce)\",stale=\"false\",qop=\"auth\""
    }

    /// Judges the `Authorization` header of a request.
    ///
    /// - Parameter secret: gives a user's HA1; nil when there is no such user.
    public mutating func judge(
        untrustedHeader: String?,
        method: String,
        uri: String,
        now: UInt64,
        secret: (_ user: String) -> String?
    ) -> Verdict {
        guard let untrustedHeader, let answer = DigestParameters(untrusted: untrustedHeader) else { return .unanswered }
        let user = answer["username"]
        guard let nonce = nonces[answer["nonce"]], now - min(now, nonce.madeAt) < Self.lifetime else {
            return .unanswered
        }
        let known = secret(user)
        let expected = HTTPDigest.response(
            secret: known ?? "",
            method: method,
            uri: answer["uri"],
            nonce: answer["nonce"],
            nc: answer["nc"],
            cnonce: answer["cnonce"],
            qop: answer["qop"]
        )
        guard HTTPDigest.constantTimeEqual(expected, answer["response"].lowercased()), known != nil,
            answer["realm"] == digestRealm, answer["uri"] == uri, answer["qop"] == "auth"
        else { return .refused(user: user) }
        return use(answer["nonce"], nonce, count: answer["nc"]) ? .accepted(user: user) : .unanswered
    }

    /// A count may start anywhere and is written in many ways, but must grow: a smaller one is a replay.
    private mutating func use(_ text: String, _ nonce: Nonce, count: String) -> Bool {
        guard count.utf8.count <= 16, let number = UInt64(count, radix: 16), number > nonce.lastCount else {
            return false
        }
        nonces[text]?.lastCount = number
        return true
    }

    private static func base64(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let all = Array(bytes)
        return stride(from: 0, to: all.count - all.count % 3, by: 3).reduce(into: "") { text, place in
            let word = UInt32(all[place]) << 16 | UInt32(all[place + 1]) << 8 | UInt32(all[place + 2])
            for shift in [18, 12, 6, 0] { text.append(digits[Int(word >> UInt32(shift) & 63)]) }
        }
    }
}
