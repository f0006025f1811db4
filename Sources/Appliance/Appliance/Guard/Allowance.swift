import FoundationEssentials

/// How many findings of a kind are filed: some at once, and then one now and then, so that what is made up by the
/// thousand pushes nothing else out of the records.
struct Allowance: Sendable {
    private static let (atOnce, interval) = (10.0, TimeInterval(60))

    private var left = Self.atOnce
    private var at: Date
    /// How many were not filed since the last one that was.
    private(set) var passedOver = 0

    /// Creates a full one.
    init(at now: Date) { at = now }

    /// Whether one may be filed now.
    mutating func take(at now: Date) -> Bool {
        left = min(Self.atOnce, left + max(0, now.timeIntervalSince(at)) / Self.interval)
        at = now
        guard left >= 1 else {
            passedOver += 1
            return false
        }
        left -= 1
        return true
    }

    /// How many were passed over, which is told once.
    mutating func settle() -> Int {
        defer { passedOver = 0 }
        return passedOver
    }
}
