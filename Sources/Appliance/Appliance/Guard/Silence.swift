/// Tells a program that hangs from one that is slow, or still begins.
struct Silence: Sendable {
    /// How long a program that has answered may be silent, and how long one may take to its first answer.
    static let (longest, longestBeginning) = (Duration.seconds(30), Duration.seconds(600))

    private var since: ContinuousClock.Instant
    private var hasAnswered = false
    private var start: Int

    /// Begins to listen to a program that has been started so many times.
    init(to start: Int = 0, at now: ContinuousClock.Instant) { (self.start, since) = (start, now) }

    /// Notes whether the program, at its so-many-th start, answers; true when it hangs, once for each of them.
    mutating func isHang(_ start: Int, answers: Bool, at now: ContinuousClock.Instant) -> Bool {
        if start != self.start { self = Silence(to: start, at: now) }
        if answers {
            (since, hasAnswered) = (now, true)
            return false
        }
        guard now - since > (hasAnswered ? Self.longest : Self.longestBeginning) else { return false }
        self = Silence(to: start, at: now)
        return true
    }
}
