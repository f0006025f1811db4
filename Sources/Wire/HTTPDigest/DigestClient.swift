/// The console's side of digest authentication: answers the last challenge it was given.
public struct DigestClient: Sendable {
    private let user: String
    private let password: String
    private var challenge: DigestParameters?
    private var count: UInt32 = 0

    /// Logs in as `user`.
    public init(user: String, password: String) {
        self.user = user
        self.password = password
    }

    /// The digest realm of the last challenge, which identifies the device.
    public var digestRealm: String? { challenge?["realm"] }

    /// Takes a challenge from a `WWW-Authenticate` header.
    ///
    /// - Returns: false when it cannot be answered: another scheme, another algorithm than MD5, no `auth`.
    public mutating func take(untrustedChallenge: String) -> Bool {
        guard let parameters = DigestParameters(untrusted: untrustedChallenge),
            ["", "md5"].contains(parameters["algorithm"].lowercased()), !parameters["nonce"].isEmpty,
            parameters["qop"].split(separator: ",").contains(where: { $0.filter { $0 != " " } == "auth" })
        else { return false }
        challenge = parameters
        count = 0
        return true
    }

    /// The value of the `Authorization` header of the next request; nil before a challenge came.
    public mutating func answer(method: String, uri: String, cnonce: String) -> String? {
        guard let challenge else { return nil }
        count += 1
        let digits = String(count, radix: 16)
        let nc = String(repeating: "0", count: 8 - digits.count) + digits
        let realm = challenge["realm"]
        let response = HTTPDigest.response(
            secret: HTTPDigest.secret(user: user, digestRealm: realm, password: password),
            method: method,
            uri: uri,
            nonce: challenge["nonce"],
            nc: nc,
            cnonce: cnonce,
            qop: "auth"
        )
        return "Digest username=\"\(user)\",realm=\"\(realm)\",nonce=\"\(challenge["nonce"])\",uri=\"\(uri)\","
            + "response=\"\(response)\",nc=\(nc),cnonce=\"\(cnonce)\",qop=\"auth\""
    }
}
