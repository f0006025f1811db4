import HTTPDigest
import Testing

@testable import ObjectManager
@testable import ManagementEngine

/// A gate that knows `admin` and `operator`, a clock and the clients before it.
private struct Bench {
    var gate = Gate(digestRealm: "Digest:0", key: Array(0..<32))
    var now: UInt64 = 1_000_000

    /// What the gate says to a login with a password that is right or not.
    mutating func logIn(
        from address: String,
        as user: String = "admin",
        with password: String = "Right-1234",
        turn: LoginTurn? = nil
    ) -> Gate.Answer {
        var client = DigestClient(user: user, password: password)
        _ = client.take(untrustedChallenge: gate.challenge(now: now, isStale: false))
        return ask(client.answer(method: "POST", uri: "/wsman", cnonce: "1"), from: address, turn: turn)
    }

    /// What the gate says to a header.
    mutating func ask(_ header: String?, from address: String, turn: LoginTurn? = nil) -> Gate.Answer {
        let request = Gate.Request(
            untrustedHeader: header,
            method: "POST",
            uri: "/wsman",
            address: address,
            turn: turn
        )
        return gate.judge(request, now: now) { name in
            ["admin", "operator"].contains(name)
                ? HTTPDigest.secret(user: name, digestRealm: "Digest:0", password: "Right-1234") : nil
        }
    }

    /// Guesses at once, as a guesser does who opens many connections; only what was judged.
    mutating func guess(_ count: Int, from address: (Int) -> String, as user: String = "admin") -> Int {
        (0..<count).count { number in
            if case .refused = logIn(from: address(number), as: user, with: "guess") { return true }
            return false
        }
    }
}

@Suite("The gate")
struct GateTests {
    private var bench = Bench()

    @Test("judges five guesses of an address, makes the next ones wait, and turns away those that would wait too long")
    mutating func oneAddress() {
        #expect(bench.guess(5, from: { _ in "10.0.0.9" }) == 5)
        var waits: [Duration] = []
        for _ in 0..<8 {
            guard case .waits(let turn) = bench.logIn(from: "10.0.0.9", with: "guess") else { continue }
            waits.append(turn.wait)
        }
        #expect(waits == (1...8).map { .seconds(3 * $0) })
        #expect(bench.logIn(from: "10.0.0.9") == .turnedAway)
    }

    @Test("judges one guess every three seconds in the long run")
    mutating func longRun() {
        var judged = 0
        for _ in 0..<600 {
            judged += bench.guess(4, from: { _ in "10.0.0.9" })
            bench.now += 1000
        }
        #expect(judged <= 5 + 600 / 3)
    }

    @Test("does not tell a right guess from a wrong one before its wait is over")
    mutating func silence() throws {
        #expect(bench.guess(5, from: { _ in "10.0.0.9" }) == 5)
        guard case .waits(let turn) = bench.logIn(from: "10.0.0.9") else {
            Issue.record("a right guess did not wait")
            return
        }
        bench.now += 3000
        #expect(bench.logIn(from: "10.0.0.9", turn: turn) == .passes(user: "admin"))
    }

    @Test("lets the administrator in from another address at once, while one address guesses")
    mutating func otherAddress() {
        _ = bench.guess(100, from: { _ in "10.0.0.9" })
        #expect(bench.logIn(from: "10.0.0.5") == .passes(user: "admin"))
    }

    @Test("lets the administrator in at once from where he logged in before, while a thousand addresses guess")
    mutating func manyAddresses() {
        #expect(bench.logIn(from: "10.0.0.5") == .passes(user: "admin"))
        #expect(bench.guess(1000, from: { "10.1.\($0 / 256).\($0 % 256)" }) == 20)
        #expect(bench.logIn(from: "10.0.0.5") == .passes(user: "admin"))
        #expect(bench.logIn(from: "10.0.0.6", as: "operator") == .passes(user: "operator"))
    }

    @Test("makes the administrator wait seconds at a new address while a thousand guess, and lets him in")
    mutating func newAddress() {
        _ = bench.guess(1000, from: { "10.1.\($0 / 256).\($0 % 256)" })
        guard case .waits(let turn) = bench.logIn(from: "10.0.0.6") else {
            Issue.record("it did not wait")
            return
        }
        #expect(turn.wait <= .seconds(5))
        bench.now += turn.milliseconds
        #expect(bench.logIn(from: "10.0.0.6", turn: turn) == .passes(user: "admin"))
    }

    @Test("has the addresses of an IPv6 network share a budget, and takes an IPv4 address for itself in either form")
    mutating func networks() {
        let accounts = ["admin", "operator", "nobody"]
        #expect(accounts.map { bench.guess(10, from: { "2001:db8:0:1::\($0)" }, as: $0) } == [10, 10, 0])
        bench.now += 60_000
        #expect(bench.guess(10, from: { "2001:db8:0:2::\($0)" }, as: "nobody") == 10)
        bench.now += 60_000
        #expect(bench.guess(5, from: { _ in "192.0.2.7" }, as: "operator") == 5)
        #expect(bench.guess(5, from: { _ in "::ffff:192.0.2.7" }, as: "operator") == 0)
    }

    @Test("is not slowed by right logins, however many, nor by requests without an answer")
    mutating func rightLogins() {
        for _ in 0..<1000 {
            #expect(bench.logIn(from: "10.0.0.5") == .passes(user: "admin"))
            let bare = Gate.Request(untrustedHeader: nil, method: "POST", uri: "/wsman", address: "10.0.0.5")
            #expect(bench.gate.judge(bare, now: bench.now) { _ in nil } == .unanswered)
        }
    }

    @Test("a right login of one account does not pay for guesses at another")
    mutating func mixed() {
        var judged = 0
        for _ in 0..<20 {
            judged += bench.guess(1, from: { _ in "10.0.0.9" })
            _ = bench.logIn(from: "10.0.0.9", as: "operator")
        }
        #expect(judged == 5)
    }

    @Test("tells the event log of the third failure, the thirtieth, and so on")
    mutating func failures() {
        var told: [Int] = []
        for number in 0..<40 {
            if case .refused(_, let failures?) = bench.logIn(from: "10.2.0.\(number)", with: "guess") {
                told.append(failures)
            }
            bench.now += 60_000
        }
        #expect(told == [3, 30])
    }

    @Test("forgives the failures of an address after a right login from it, and those of no other")
    mutating func counting() {
        #expect(bench.guess(2, from: { _ in "10.0.0.9" }) == 2)
        #expect(bench.logIn(from: "10.0.0.9") == .passes(user: "admin"))
        #expect(bench.guess(2, from: { _ in "10.0.0.8" }) == 2)
        // A console that comes again and again from elsewhere hides nobody who guesses.
        #expect(bench.logIn(from: "10.0.0.5") == .passes(user: "admin"))
        #expect(bench.logIn(from: "10.0.0.8", with: "guess") == .refused(user: "admin", failures: 3))
    }

    @Test("lets the administrator in at once from the IPv6 network in which somebody guesses")
    mutating func sameNetwork() {
        _ = bench.guess(100, from: { _ in "2001:db8:0:1::9" })
        #expect(bench.logIn(from: "2001:db8:0:1::5") == .passes(user: "admin"))
        _ = bench.guess(100, from: { "2001:db8:0:1::a:\($0)" })
        #expect(bench.logIn(from: "2001:db8:0:1::5") == .passes(user: "admin"))
    }

    @Test("lets go on at once who has logged in, while others of the same address guess, until the nonce is guessed at")
    mutating func sameAddress() throws {
        var console = DigestClient(user: "admin", password: "Right-1234")
        _ = console.take(untrustedChallenge: bench.gate.challenge(now: bench.now, isStale: false))
        let header = { console.answer(method: "POST", uri: "/wsman", cnonce: "1") }
        #expect(bench.ask(header(), from: "10.0.0.9") == .passes(user: "admin"))
        _ = bench.guess(100, from: { _ in "10.0.0.9" })
        #expect(bench.logIn(from: "10.0.0.9") == .turnedAway)
        for _ in 0..<1000 { #expect(bench.ask(header(), from: "10.0.0.9") == .passes(user: "admin")) }
        let guess = try #require(header()).replacing("cnonce=\"1\"", with: "cnonce=\"2\"")
        guard case .refused = bench.ask(guess, from: "10.0.0.9") else {
            Issue.record("the guess was not judged")
            return
        }
        #expect(bench.ask(guess, from: "10.0.0.9") == .turnedAway)
        #expect(bench.ask(header(), from: "10.0.0.9") == .turnedAway)
    }
}

@Suite("A book of failures")
struct FailureBookTests {
    private var book = FailureBook()

    @Test("tells of guesses from any number of addresses, and goes on to tell a day later")
    mutating func many() {
        var told: [Int] = []
        for number in 0..<1000 { told += [book.count("admin", at: "a\(number)", now: 0)].compactMap { $0 } }
        #expect(told == [3, 30, 300])
        let later = (0..<3).map { _ in book.count("admin", at: "a", now: FailureBook.period) }
        #expect(later == [nil, nil, 3])
    }

    @Test("forgets the account that failed first when there are too many")
    mutating func bounded() {
        for number in 0..<2 * FailureBook.greatestAccounts {
            _ = book.count("a\(number)", at: "x", now: UInt64(number))
            _ = book.count("a\(number)", at: "x", now: UInt64(number))
        }
        #expect(book.count("a\(2 * FailureBook.greatestAccounts - 1)", at: "x", now: 0) == 3)
        #expect(book.count("a0", at: "x", now: 0) == nil)
    }
}

@Suite("A book of charges")
struct ChargeBookTests {
    @Test("stays bounded, and forgets those who owe least")
    func bounded() {
        var book = ChargeBook(interval: 10, burst: 2, longestWait: 100, greatestCount: 8)
        for _ in 0..<5 { book.charge("guesser", now: 0) }
        for number in 0..<1000 { book.charge("a\(number)", now: 0) }
        #expect(book.count == 8)
        #expect(book.wait(of: "guesser", now: 0) == 40)
    }

    @Test("forgets whoever has paid")
    func paid() {
        var book = ChargeBook(interval: 10, burst: 2, longestWait: 100, greatestCount: 8)
        book.charge("a", now: 0)
        book.payBack("a", now: 0)
        #expect(book.count == 0)
        for _ in 0..<100 { book.charge("a", now: 0) }
        #expect(book.wait(of: "a", now: 0) == 110)
        #expect(book.wait(of: "a", now: 120) == 0)
    }
}
