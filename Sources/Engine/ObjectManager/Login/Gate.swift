import HTTPDigest

/// The engine's gate: who may pass, and how fast the others may try again.
package struct Gate: Sendable {
    private var authenticator: DigestAuthenticator
    private var guardian = LoginGuard()

    /// Opens the gate of a digest realm; `key` seals its nonces.
    package init(digestRealm: String, key: [UInt8]) {
        authenticator = DigestAuthenticator(digestRealm: digestRealm, key: key)
    }

    /// A request at the gate; nothing in it is proven.
    package struct Request: Sendable {
        package var untrustedHeader: String?
        package var method: String
        package var uri: String
        package var address: String
        /// The turn that an earlier arrival of the same request was given, and has waited for.
        package var turn: LoginTurn?

        package init(
            untrustedHeader: String? = nil,
            method: String,
            uri: String,
            address: String,
            turn: LoginTurn? = nil
        ) {
            self.untrustedHeader = untrustedHeader
            self.method = method
            self.uri = uri
            self.address = address
            self.turn = turn
        }
    }

    /// What the gate says.
    package enum Answer: Sendable, Hashable {
        case passes(user: String)
        case unanswered
        case stale
        /// The request is to come again after its wait.
        case waits(LoginTurn)
        /// Too many of its address wait already; it was not judged.
        case turnedAway
        /// The login failed; `failures` are to be told to the event log.
        case refused(user: String, failures: Int?)
    }

    /// The value of a `WWW-Authenticate` header, at a time in milliseconds.
    package mutating func challenge(now: UInt64, isStale: Bool) -> String {
        authenticator.challenge(now: now / 1000, isStale: isStale)
    }

    /// Judges a request, or tells it to wait; `secret` gives the HA1 of an account that exists.
    package mutating func judge(_ request: Request, now: UInt64, secret: (String) -> String?) -> Answer {
        guard let claim = authenticator.claim(untrustedHeader: request.untrustedHeader, now: now / 1000) else {
            return .unanswered
        }
        let user = claim.untrustedUser
        let known = secret(user)
        let account = known == nil ? "" : user
        let continues = authenticator.continues(claim)
        guard let turn = request.turn ?? self.turn(of: request, for: account, continues: continues, now: now) else {
            return .turnedAway
        }
        if request.turn == nil, turn.milliseconds > 0 { return .waits(turn) }
        let verdict = authenticator.judge(
            claim,
            method: request.method,
            uri: request.uri,
            now: now / 1000,
            secret: known
        )
        switch verdict {
        case .refused: return .refused(user: user, failures: guardian.fail(turn, now: now))
        case .unanswered: return .unanswered
        case .accepted, .stale: guardian.succeed(turn, now: now)
        }
        return verdict == .accepted(user: user) ? .passes(user: user) : .stale
    }

    /// Who goes on with a login that was right has no part in what others of its address have to wait for.
    private mutating func turn(
        of request: Request,
        for account: String,
        continues: Bool,
        now: UInt64
    ) -> LoginTurn? {
        continues
            ? LoginGuard.free(from: request.address, for: account)
            : guardian.turn(from: request.address, for: account, now: now)
    }
}
