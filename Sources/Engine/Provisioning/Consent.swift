/// Asking the user for consent, as a value: requests and times in, the code to show out.
///
/// Times are seconds by a clock that nobody sets.
struct Consent: Hashable, Sendable {
    /// What a console may need consent for.
    enum Policy: UInt32, Codable, Sendable {
        case nothing = 0
        case kvm = 1
        case everything = 4_294_967_295
    }

    /// How long things take.
    struct Timeouts: Codable, Hashable, Sendable {
        /// Seconds that a code is shown.
        var display: UInt16 = 300
        /// Seconds that consent holds once the code has been sent.
        var code: UInt32 = 120
    }

    /// Where asking stands.
    enum State: Hashable, Sendable {
        case notStarted
        /// The code is on the screen until the time.
        case displayed(code: UInt32, until: UInt64)
        /// The user has agreed until the time.
        case received(until: UInt64)

        /// The state's number in IPS_OptInService.
        var number: UInt32 {
            switch self {
            case .notStarted: 0
            case .displayed: 2
            case .received: 3
            }
        }
    }

    /// What became of a code.
    enum Attempt: Hashable, Sendable { case right, wrong, blocked, unexpected }

    /// Wrong codes that end the asking, of this one and those before: to ask again gives nobody more guesses.
    static let greatestTries = 3
    /// Seconds for which no code is shown after that, and after which a wrong code is forgotten.
    static let blocking: UInt64 = 300

    private(set) var state = State.notStarted
    private var tries = 0
    private var lastWrong: UInt64 = 0
    private var blockedUntil: UInt64 = 0

    /// Whether a code may be shown.
    func isBlocked(at now: UInt64) -> Bool { now < blockedUntil }

    /// Whether the user has agreed.
    func isGiven(at now: UInt64) -> Bool {
        if case .received(let until) = state { now < until } else { false }
    }

    /// A code goes on the screen.
    mutating func display(_ code: UInt32, at now: UInt64, _ timeouts: Timeouts) {
        state = .displayed(code: code, until: now + UInt64(timeouts.display))
    }

    /// A code comes from a console.
    mutating func take(_ code: UInt32, at now: UInt64, _ timeouts: Timeouts) -> Attempt {
        expire(at: now)
        guard case .displayed(let shown, _) = state else { return .unexpected }
        if code == shown {
            state = .received(until: now + UInt64(timeouts.code))
            tries = 0
            return .right
        }
        tries = now < lastWrong + Self.blocking ? tries + 1 : 1
        lastWrong = now
        guard tries >= Self.greatestTries else { return .wrong }
        state = .notStarted
        tries = 0
        blockedUntil = now + Self.blocking
        return .blocked
    }

    /// Asking, or consent, ends; tells whether there was any.
    mutating func cancel() -> Bool {
        defer { state = .notStarted }
        return state != .notStarted
    }

    /// What has lasted long enough ends.
    mutating func expire(at now: UInt64) {
        if let end, end <= now { state = .notStarted }
    }

    /// When the present state ends by itself.
    var end: UInt64? {
        switch state {
        case .notStarted: nil
        case .displayed(_, let until), .received(let until): until
        }
    }
}
