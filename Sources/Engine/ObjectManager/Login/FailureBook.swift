/// Counts the failed logins of each account, by address, and says when the event log is to be told of them.
///
/// A right login forgives the failures of its own address only: a console that comes every minute hides nobody who
/// guesses from elsewhere. Each account is told of at its third failure and then at each tenfold, so that guesses do not
/// fill the log; a day after its first failure it is counted anew.
///
/// Bounded: addresses beyond the greatest number are counted together, and are not forgiven; of accounts the one that
/// failed first is forgotten.
struct FailureBook: Sendable {
    /// Failures after which the event log is told, and then at each tenfold.
    static let suspiciousCount = 3
    /// Milliseconds after which an account is counted anew.
    package static let period: UInt64 = 86_400_000
    /// Addresses of an account whose failures are remembered.
    static let greatestAddresses = 256
    /// Accounts remembered at once.
    static let greatestAccounts = 64

    private struct Tally {
        let since: UInt64
        var count = 0
        var byAddress: [String: Int] = [:]
    }

    private var tallies: [String: Tally] = [:]

    /// Counts a failure.
    ///
    /// - Returns: the failures of the account, when the event log is to be told of them.
    package mutating func count(_ account: String, at address: String, now: UInt64) -> Int? {
        if tallies[account] == nil { makeRoom() }
        var tally = tallies[account] ?? Tally(since: now)
        if now >= tally.since + Self.period { tally = Tally(since: now) }
        tally.count = min(tally.count, Int(Int32.max)) + 1
        if tally.byAddress[address] != nil || tally.byAddress.count < Self.greatestAddresses {
            tally.byAddress[address, default: 0] += 1
        }
        tallies[account] = tally
        return Self.isTold(tally.count) ? tally.count : nil
    }

    /// Forgets the failures of an account at an address.
    mutating func forgive(_ account: String, at address: String) {
        guard let count = tallies[account]?.byAddress.removeValue(forKey: address) else { return }
        tallies[account]?.count -= count
    }

    private static func isTold(_ count: Int) -> Bool {
        var step = suspiciousCount
        while step < count { step *= 10 }
        return step == count
    }

    private mutating func makeRoom() {
        guard tallies.count >= Self.greatestAccounts,
            let first = tallies.min(by: { $0.value.since < $1.value.since })?.key
        else { return }
        tallies[first] = nil
    }
}
