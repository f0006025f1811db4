/// Which counts of a nonce were used: the greatest, and those shortly before it.
///
/// Requests on parallel connections may overtake each other; a count that was used is never taken again.
struct ReplayWindow: Hashable, Sendable {
    private var greatest: UInt64 = 0
    /// Bit n stands for the count n below the greatest.
    private var used: UInt64 = 0

    /// Uses a count; false when it was used already, or is too old to tell.
    mutating func use(_ count: UInt64) -> Bool {
        if used == 0 || count > greatest {
            let step = used == 0 ? 0 : count - greatest
            used = (step < 64 ? used << step : 0) | 1
            greatest = count
            return true
        }
        let age = greatest - count
        guard age < 64, used & (1 << age) == 0 else { return false }
        used |= 1 << age
        return true
    }
}
