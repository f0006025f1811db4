/// The engine's side of digest authentication: hands out nonces and judges answers.
///
/// A value: time and the key come in as parameters.
public struct DigestAuthenticator: Sendable {
    /// How long a nonce is good, in seconds.
    static let lifetime: UInt64 = 300

    /// Names the protection space; AMT's has the form `Digest:` and 32 hexadecimal digits.
    public let digestRealm: String
    private var mint: NonceMint
    private var uses: [String: NonceUses] = [:]

    /// Creates an authenticator whose nonces are sealed with `key`, at least 32 random bytes.
    public init(digestRealm: String, key: [UInt8]) {
        self.digestRealm = digestRealm
        mint = NonceMint(key: key)
    }

    /// What became of an answer.
    public enum Verdict: Hashable, Sendable {
        /// The user is who the answer says.
        case accepted(user: String)
        /// There was no answer, or one to a challenge of somebody else; not a failed login.
        case unanswered
        /// The answer is right, but its nonce is too old or its count was used; not a failed login.
        case stale(user: String)
        /// The answer is wrong.
        case refused(user: String)
    }

    /// The value of a `WWW-Authenticate` header with a fresh nonce.
    ///
    /// The spaces, quotes and order are the firmware's: clients take the header apart with plain string searches.
    ///
    /// - Parameter isStale: tells the client that its password was right, so that it answers anew without asking.
    public mutating func challenge(now: UInt64, isStale: Bool = false) -> String {
        let nonce = mint.make(now: now)
        return "Digest realm=\"\(digestRealm)\", nonce=\"\(nonce)\",stale=\"\(isStale)\",qop=\"auth\""
    }

    /// Reads the `Authorization` header of a request; nil when it answers no challenge of ours.
    public func claim(untrustedHeader: String?, now: UInt64) -> DigestClaim? {
        guard let untrustedHeader, let answer = DigestParameters(untrusted: untrustedHeader),
            let stamp = mint.open(untrusted: answer["nonce"])
        else { return nil }
        let isFresh = now < UInt64(stamp.madeAt) + Self.lifetime
        return DigestClaim(untrustedUser: answer["username"], answer: answer, stamp: stamp, isFresh: isFresh)
    }

    /// Whether a claim answers a challenge that its account has answered rightly before, and nobody wrongly since.
    public func continues(_ claim: DigestClaim) -> Bool { uses[claim.untrustedUser]?.trusts(claim.stamp) ?? false }

    /// Judges a claim.
    ///
    /// - Parameter secret: the HA1 of the claim's user; nil when there is no such user.
    public mutating func judge(
        _ claim: DigestClaim,
        method: String,
        uri: String,
        now: UInt64,
        secret: String?
    ) -> Verdict {
        let (answer, user) = (claim.answer, claim.untrustedUser)
        // A user who does not exist costs the same work, so that the time does not tell names apart.
        let expected = HTTPDigest.response(
            secret: secret ?? "00000000000000000000000000000000",
            method: method,
            uri: answer["uri"],
            nonce: answer["nonce"],
            nc: answer["nc"],
            cnonce: answer["cnonce"],
            qop: answer["qop"]
        )
        guard HTTPDigest.isResponse(answer["response"], expected: expected), secret != nil,
            answer["realm"] == digestRealm, answer["uri"] == uri, answer["qop"] == "auth"
        else {
            uses[user]?.distrust(claim.stamp)
            return .refused(user: user)
        }
        guard claim.isFresh, let count = claim.count, use(count, of: claim.stamp, by: user, now: now) else {
            return .stale(user: user)
        }
        return .accepted(user: user)
    }

    /// A count may start anywhere and overtake others, but is used once.
    private mutating func use(_ count: UInt64, of stamp: NonceMint.Stamp, by user: String, now: UInt64) -> Bool {
        if uses[user] == nil { uses = uses.filter { !$0.value.isOver(now: now) } }
        return uses[user, default: NonceUses()].use(count, of: stamp)
    }
}
