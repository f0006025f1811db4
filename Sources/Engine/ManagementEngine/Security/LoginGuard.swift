/// The place of a login attempt in the queue of its address and account.
public struct LoginTurn: Sendable, Hashable {
    /// How long the attempt waits before it is judged.
    public var wait: Duration { .milliseconds(Int64(clamping: milliseconds)) }
    let milliseconds: UInt64
    fileprivate let address: String
    fileprivate let account: String
    /// Whether the account is charged too.
    fileprivate let isCharged: Bool
}

/// Slows down those who guess passwords, by address and by account, and never locks an account.
///
/// A value: time comes in, in milliseconds. An attempt is charged before it is judged and a right one gets its charge
/// back, so attempts side by side gain nothing. An address that has to wait waits before it is judged: silence would
/// otherwise tell it that a guess was wrong. An account under attack from many addresses makes strangers wait for a
/// while, but never those addresses from which it logged in before.
struct LoginGuard: Sendable {
    /// Failures of an account after which the event log is told, and then at each tenfold.
    static let suspiciousCount = 3
    /// Addresses remembered as an account's own.
    static let greatestFriends = 16

    private var addresses = ChargeBook(
        interval: 3000,
        burst: 5,
        longestWait: 24_000,
        greatestCount: 1024
    )
    private var accounts = ChargeBook(interval: 1000, burst: 20, longestWait: 5000, greatestCount: 64)
    private var friends: [String: [String]] = [:]
    private var failures: [String: Int] = [:]

    /// Gives an attempt its turn; nil when too many of its address wait already.
    ///
    /// - Parameter account: the name of an account that exists; empty for all others together.
    mutating func turn(from untrustedAddress: String, for account: String, now: UInt64) -> LoginTurn? {
        let address = Neighbourhood(of: untrustedAddress).name
        let wait = addresses.wait(of: address, now: now)
        guard wait <= addresses.longestWait else { return nil }
        addresses.charge(address, now: now)
        guard !(friends[account] ?? []).contains(address) else {
            return LoginTurn(milliseconds: wait, address: address, account: account, isCharged: false)
        }
        let patience = min(accounts.wait(of: account, now: now), accounts.longestWait)
        accounts.charge(account, now: now)
        return LoginTurn(milliseconds: max(wait, patience), address: address, account: account, isCharged: true)
    }

    /// The attempt was right.
    mutating func succeed(_ turn: LoginTurn, now: UInt64) {
        addresses.payBack(turn.address, now: now)
        if turn.isCharged { accounts.payBack(turn.account, now: now) }
        failures[turn.account] = nil
        guard friends[turn.account]?.contains(turn.address) != true else { return }
        friends[turn.account, default: []].append(turn.address)
        if let many = friends[turn.account], many.count > Self.greatestFriends {
            friends[turn.account] = Array(many.dropFirst())
        }
    }

    /// The attempt was wrong.
    ///
    /// - Returns: the failures of the account without a success between, when the event log is to be told of them.
    mutating func fail(_ turn: LoginTurn) -> Int? {
        let count = min(failures[turn.account, default: 0], Int(Int32.max)) + 1
        failures[turn.account] = count
        var step = Self.suspiciousCount
        while step < count { step *= 10 }
        return step == count ? count : nil
    }
}
