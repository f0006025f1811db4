/// Tells a program that hangs from one that is slow, or still begins.
struct Silence: Sendable {
    /// How long a program that has answered may be silent, and how long one may take to its first answer.
    static let (longest, longestBeginning) = (Duration.seconds(30), Duration.seconds(600))

    private var since: ContinuousClock.Instant
    private var hasAnswered = false

    /// Begins to listen.
    init(at now: ContinuousClock.Instant) { since = now }

    /// Notes whether the program answers; true when it hangs, once, for what is started in its place begins anew.
    mutating func isHang(answers: Bool, at now: ContinuousClock.Instant) -> Bool {
        if answers {
            (since, hasAnswered) = (now, true)
            return false
        }
        guard now - since > (hasAnswered ? Self.longest : Self.longestBeginning) else { return false }
        self = Silence(at: now)
        return true
    }
}
