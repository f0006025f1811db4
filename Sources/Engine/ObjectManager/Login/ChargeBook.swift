/// Token buckets by key: who has used up the burst waits one interval for each further charge.
///
/// Bounded: when it is full, the key that owes least is forgotten.
struct ChargeBook: Sendable {
    /// The time in which one charge is paid off, in milliseconds.
    package let interval: UInt64
    /// Charges that cost no wait.
    package let burst: UInt64
    /// The longest wait; nobody owes more than burst and this wait together.
    let longestWait: UInt64
    /// Keys remembered at once.
    package let greatestCount: Int

    /// When the debt of a key is paid.
    private var paidAt: [String: UInt64] = [:]

    package init(interval: UInt64, burst: UInt64, longestWait: UInt64, greatestCount: Int) {
        self.interval = interval
        self.burst = burst
        self.longestWait = longestWait
        self.greatestCount = greatestCount
    }

    /// Keys that owe something.
    package var count: Int { paidAt.count }

    /// How long one more charge has to wait.
    package func wait(of key: String, now: UInt64) -> UInt64 {
        let owed = debt(of: key, now: now) + interval
        return owed - min(owed, interval * burst)
    }

    /// How long one more charge has to wait where nobody waits longer than the longest wait.
    func boundedWait(of key: String, now: UInt64) -> UInt64 { min(wait(of: key, now: now), longestWait) }

    /// Charges a key.
    mutating func charge(_ key: String, now: UInt64) {
        if paidAt[key] == nil { makeRoom(now) }
        paidAt[key] = now + min(debt(of: key, now: now) + interval, interval * burst + longestWait)
    }

    /// Takes a charge back.
    mutating func payBack(_ key: String, now: UInt64) {
        guard let until = paidAt[key] else { return }
        paidAt[key] = until > now + interval ? until - interval : nil
    }

    private func debt(of key: String, now: UInt64) -> UInt64 {
        let until = paidAt[key] ?? 0
        return until - min(until, now)
    }

    private mutating func makeRoom(_ now: UInt64) {
        guard paidAt.count >= greatestCount else { return }
        paidAt = paidAt.filter { $0.value > now }
        guard paidAt.count >= greatestCount, let least = paidAt.min(by: { $0.value < $1.value })?.key else { return }
        paidAt[least] = nil
    }
}
