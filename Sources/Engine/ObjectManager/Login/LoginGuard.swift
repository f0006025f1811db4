/// The place of a login attempt in the queue of its address, network and account.
public struct LoginTurn: Sendable, Hashable {
    /// Who has been charged for the attempt.
    fileprivate enum Charged: Hashable {
        case nobody
        case address
        /// The address, its network and the account.
        case all
    }

    /// How long the attempt waits before it is judged.
    public var wait: Duration { .milliseconds(Int64(clamping: milliseconds)) }
    package let milliseconds: UInt64
    fileprivate let origin: LoginOrigin
    fileprivate let account: String
    fileprivate let charged: Charged
}

/// Slows down those who guess passwords, by address, network and account, and never locks an account.
///
/// A value: time comes in, in milliseconds. An attempt is charged before it is judged and a right one gets its charge
/// back, so attempts side by side gain nothing. An address that has to wait waits before it is judged: silence would
/// otherwise tell it that a guess was wrong. An account under attack from many addresses makes strangers wait for a
/// while, and so does a network of which many addresses guess, but never those addresses from which the account logged
/// in before.
struct LoginGuard: Sendable {
    /// Addresses remembered as an account's own.
    static let greatestFriends = 16

    private var addresses = ChargeBook(
        interval: 3000,
        burst: 5,
        longestWait: 24_000,
        greatestCount: 1024
    )
    private var networks = ChargeBook(interval: 1000, burst: 20, longestWait: 10_000, greatestCount: 256)
    private var accounts = ChargeBook(interval: 1000, burst: 20, longestWait: 5000, greatestCount: 64)
    private var friends: [String: [String]] = [:]
    private var failures = FailureBook()

    /// A turn of an attempt that waits for nobody and is charged only when it is wrong.
    package static func free(from untrustedAddress: String, for account: String) -> LoginTurn {
        LoginTurn(milliseconds: 0, origin: LoginOrigin(untrustedAddress), account: account, charged: .nobody)
    }

    /// Gives an attempt its turn; nil when too many of its address wait already.
    ///
    /// - Parameter account: the name of an account that exists; empty for all others together.
    package mutating func turn(from untrustedAddress: String, for account: String, now: UInt64) -> LoginTurn? {
        let origin = LoginOrigin(untrustedAddress)
        let wait = addresses.wait(of: origin.address, now: now)
        guard wait <= addresses.longestWait else { return nil }
        guard !(friends[account] ?? []).contains(origin.address) else {
            addresses.charge(origin.address, now: now)
            return LoginTurn(milliseconds: wait, origin: origin, account: account, charged: .address)
        }
        let patience = max(accounts.boundedWait(of: account, now: now), networkWait(of: origin, now: now))
        charge(origin, account, now: now)
        return LoginTurn(milliseconds: max(wait, patience), origin: origin, account: account, charged: .all)
    }

    private func networkWait(of origin: LoginOrigin, now: UInt64) -> UInt64 {
        origin.network.map { networks.boundedWait(of: $0, now: now) } ?? 0
    }

    private mutating func charge(_ origin: LoginOrigin, _ account: String, now: UInt64) {
        addresses.charge(origin.address, now: now)
        if let network = origin.network { networks.charge(network, now: now) }
        accounts.charge(account, now: now)
    }

    /// The attempt was right.
    package mutating func succeed(_ turn: LoginTurn, now: UInt64) {
        let (origin, account) = (turn.origin, turn.account)
        guard turn.charged != .nobody else { return }
        addresses.payBack(origin.address, now: now)
        if turn.charged == .all {
            if let network = origin.network { networks.payBack(network, now: now) }
            accounts.payBack(account, now: now)
        }
        failures.forgive(account, at: origin.address)
        guard friends[account]?.contains(origin.address) != true else { return }
        friends[account] = Array(((friends[account] ?? []) + [origin.address]).suffix(Self.greatestFriends))
    }

    /// The attempt was wrong.
    ///
    /// - Returns: the failures of the account, when the event log is to be told of them.
    package mutating func fail(_ turn: LoginTurn, now: UInt64) -> Int? {
        if turn.charged == .nobody { charge(turn.origin, turn.account, now: now) }
        return failures.count(turn.account, at: turn.origin.address, now: now)
    }
}
