/// What one account has used of the nonces that it was given.
///
/// Only a right answer gets here, so strangers cannot fill it, and an account only its own.
struct NonceUses: Sendable {
    /// Nonces remembered at once; the one that rested longest is given up first.
    static let greatestCount = 256

    private struct Use {
        var window = ReplayWindow()
        var madeAt: UInt32
        var lastTurn: UInt64
        /// Whether all answers to it were right.
        var isTrusted = true
    }

    private var uses: [UInt64: Use] = [:]
    private var turn: UInt64 = 0
    /// What is not remembered may have been used up to this number, so it is not taken.
    private var givenUp: UInt64 = 0

    /// Uses a count of a nonce; false when it was used before, or may have been.
    mutating func use(_ count: UInt64, of stamp: NonceMint.Stamp) -> Bool {
        turn += 1
        if uses[stamp.serial] == nil {
            guard stamp.serial > givenUp else { return false }
            makeRoom()
            uses[stamp.serial] = Use(madeAt: stamp.madeAt, lastTurn: turn)
        }
        uses[stamp.serial]?.lastTurn = turn
        return uses[stamp.serial]?.window.use(count) ?? false
    }

    /// Whether the nonce was answered before, and never wrongly.
    func trusts(_ stamp: NonceMint.Stamp) -> Bool { uses[stamp.serial]?.isTrusted ?? false }

    /// Somebody has answered the nonce wrongly: he may have heard it.
    mutating func distrust(_ stamp: NonceMint.Stamp) { uses[stamp.serial]?.isTrusted = false }

    /// Whether none of the nonces is good any more.
    func isOver(now: UInt64) -> Bool {
        uses.values.allSatisfy { now > UInt64($0.madeAt) + DigestAuthenticator.lifetime }
    }

    private mutating func makeRoom() {
        guard uses.count >= Self.greatestCount else { return }
        guard let idlest = uses.min(by: { $0.value.lastTurn < $1.value.lastTurn })?.key else { return }
        uses[idlest] = nil
        givenUp = max(givenUp, idlest)
    }
}
