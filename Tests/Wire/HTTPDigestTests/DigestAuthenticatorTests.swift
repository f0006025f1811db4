import HTTPDigest
import TestSupport
import Testing

@Suite("DigestAuthenticator")
struct DigestAuthenticatorTests {
    static let realm = "Digest:34BF4B5A0561F95248F58509A406E046"
    static let key = [UInt8](0..<32)

    var engine = DigestAuthenticator(digestRealm: realm, key: key)
    let nonce: String

    init() throws {
        nonce = try Self.nonce(&engine, now: 1000)
    }

    static func nonce(_ engine: inout DigestAuthenticator, now: UInt64) throws -> String {
        try #require(DigestParameters(untrusted: engine.challenge(now: now)))["nonce"]
    }

    /// What the engine says to an answer, when it knows `admin` with the password `P@ssw0rd`.
    mutating func judge(_ header: String?, uri: String = "/wsman", now: UInt64 = 1000) -> DigestAuthenticator.Verdict {
        guard let claim = engine.claim(untrustedHeader: header, now: now) else { return .unanswered }
        let secret = HTTPDigest.secret(user: "admin", digestRealm: Self.realm, password: "P@ssw0rd")
        let known = claim.untrustedUser == "admin" ? secret : nil
        return engine.judge(claim, method: "POST", uri: uri, now: now, secret: known)
    }

    func answer() -> Answer { Answer(digestRealm: Self.realm, nonce: nonce) }

    @Test("challenges as firmware does", .enabled(if: Recorded.isAvailable))
    func recordedChallenge() throws {
        let recorded = try String(decoding: Recorded.bytes("mps/http/CIRAHandler-2-401.http"), as: UTF8.self)
        let line = try #require(recorded.split(separator: "\r\n").first { $0.hasPrefix("WWW-Authenticate: ") })
        let theirs = try #require(DigestParameters(untrusted: String(line.dropFirst(18))))
        var engine = DigestAuthenticator(digestRealm: theirs["realm"], key: Self.key)
        let header = engine.challenge(now: 0)
        let ours = try #require(DigestParameters(untrusted: header))["nonce"]
        #expect("WWW-Authenticate: \(header)".split(separator: ours) == line.split(separator: theirs["nonce"]))
    }

    @Test("gives nonces of 32 characters, without the padding that clients stumble over, and none twice")
    mutating func nonceForm() throws {
        var seen: Set<String> = []
        for _ in 0..<1000 {
            let nonce = try Self.nonce(&engine, now: 1000)
            #expect(nonce.utf8.count == 32)
            #expect(!nonce.contains("="))
            #expect(seen.insert(nonce).inserted)
        }
    }

    @Test("tells the client whether only its nonce is too old")
    mutating func stale() throws {
        let fresh = engine.challenge(now: 1)
        let stale = engine.challenge(now: 1, isStale: true)
        #expect(DigestParameters(untrusted: fresh)?["stale"] == "false")
        #expect(DigestParameters(untrusted: stale)?["stale"] == "true")
    }

    @Test("accepts the answer as each client writes it", arguments: Answer.Form.all)
    mutating func forms(form: Answer.Form) {
        var answer = answer()
        answer.form = form
        #expect(judge(answer.header) == .accepted(user: "admin"))
    }

    @Test("accepts hexadecimal digits in upper case")
    mutating func upperCase() {
        var answer = answer()
        answer.response = answer.computed.uppercased()
        #expect(judge(answer.header) == .accepted(user: "admin"))
    }

    @Test("takes a request without an answer for no failed login", arguments: [nil, "", "Basic YTpi", "Digest x"])
    mutating func unanswered(header: String?) {
        #expect(judge(header) == .unanswered)
    }

    @Test(
        "refuses a response that is empty, short, long or another",
        arguments: ["", "0", "00000000000000000000000000000000"]
    )
    mutating func wrongResponse(response: String) {
        var answer = answer()
        answer.response = response
        #expect(judge(answer.header) == .refused(user: "admin"))
    }

    @Test("refuses a beginning of the right response, and more than it")
    mutating func partialResponse() {
        var answer = answer()
        let right = answer.computed
        for response in [String(right.dropLast()), String(right.prefix(1)), right + "0", right + right] {
            answer.response = response
            #expect(judge(answer.header) == .refused(user: "admin"))
        }
    }

    @Test("refuses another password, user, realm, path and method")
    mutating func foreign() {
        let changes: [(inout Answer) -> Void] = [
            { $0.password = "p@ssw0rd" }, { $0.user = "root" }, { $0.digestRealm = "Digest:0" }, { $0.uri = "/other" },
            { $0.uri = "wsman" }, { $0.method = "GET" }, { $0.qop = "auth-int" }, { $0.qop = "" },
        ]
        for change in changes {
            var answer = answer()
            change(&answer)
            #expect(judge(answer.header) == .refused(user: answer.user))
        }
        #expect(judge(answer().header) == .accepted(user: "admin"))
    }

    @Test("refuses an unknown user even with the response of an empty secret")
    mutating func emptySecret() {
        for secret in ["", String(repeating: "0", count: 32)] { expectRefusal(of: secret) }
    }

    private mutating func expectRefusal(of secret: String) {
        var answer = answer()
        answer.user = "root"
        answer.response = HTTPDigest.response(
            secret: secret,
            method: "POST",
            uri: "/wsman",
            nonce: nonce,
            nc: answer.nc,
            cnonce: answer.cnonce,
            qop: "auth"
        )
        #expect(judge(answer.header) == .refused(user: "root"))
    }

    @Test("takes each count once, greater ones and those that were overtaken")
    mutating func replays() {
        let accepted = DigestAuthenticator.Verdict.accepted(user: "admin")
        let stale = DigestAuthenticator.Verdict.stale(user: "admin")
        var answer = answer()
        for (count, verdict) in [
            ("00000002", accepted), ("00000002", stale), ("0000000a", accepted), ("0000000A", stale),
            ("00000005", accepted), ("00000005", stale), ("00000001", accepted), ("00000001", stale),
            ("b", accepted), ("4b", accepted), ("0000000b", stale), ("0000000c", accepted),
            ("FFFFFFFFFFFFFFFF", accepted),
            ("0000004c", stale), ("FFFFFFFFFFFFFFFE", accepted), ("FFFFFFFFFFFFFFFF", stale),
        ] {
            answer.nc = count
            #expect(judge(answer.header) == verdict, "\(count)")
        }
    }

    @Test(
        "takes no count that is none",
        arguments: ["", "x", "-1", "+1", "1 ", "0x1", "00000000000000000ffff", "\u{0661}"]
    )
    mutating func noCount(text: String) {
        var answer = answer()
        answer.nc = text
        #expect(judge(answer.header) == .stale(user: "admin"))
    }

    @Test("takes the counts of parallel connections in whatever order")
    mutating func parallel() {
        var answer = answer()
        for count in (1...60).reversed() {
            answer.nc = String(count, radix: 16)
            #expect(judge(answer.header) == .accepted(user: "admin"))
        }
    }

    @Test("does not count a wrong answer as use of the nonce")
    mutating func wrongAnswerThenRight() {
        var answer = answer()
        answer.nc = "00000005"
        answer.password = "x"
        #expect(judge(answer.header) == .refused(user: "admin"))
        answer.nc = "00000001"
        answer.password = "P@ssw0rd"
        #expect(judge(answer.header) == .accepted(user: "admin"))
    }

    @Test("wants a new answer when the nonce is too old, but tells no guesser of old nonces that he is right")
    mutating func expiry() {
        var answer = answer()
        answer.nc = "1"
        #expect(judge(answer.header, now: 1299) == .accepted(user: "admin"))
        answer.nc = "2"
        #expect(judge(answer.header, now: 1300) == .stale(user: "admin"))
        answer.password = "guess"
        #expect(judge(answer.header, now: 1300) == .refused(user: "admin"))
    }

    @Test("takes no nonce but its own")
    mutating func foreignNonces() throws {
        var other = DigestAuthenticator(digestRealm: Self.realm, key: [UInt8](1..<33))
        var answer = answer()
        let changed = String(nonce.dropLast()) + (nonce.hasSuffix("A") ? "B" : "A")
        let foreign = [
            try Self.nonce(&other, now: 1000), changed, "", nonce + "A", nonce + "AAAA", String(nonce.dropLast(4)),
            String(repeating: "B", count: 32), String(repeating: "=", count: 32), nonce.lowercased(),
        ]
        for nonce in foreign {
            answer.nonce = nonce
            #expect(judge(answer.header) == .unanswered, "\(nonce)")
        }
    }

    @Test("keeps a nonce through a flood of challenges to strangers")
    mutating func flood() {
        #expect(judge(answer().header) == .accepted(user: "admin"))
        for _ in 0..<20_000 { _ = engine.challenge(now: 1000) }
        var again = answer()
        #expect(judge(again.header) == .stale(user: "admin"))
        again.nc = "00000009"
        #expect(judge(again.header) == .accepted(user: "admin"))
    }

    @Test("never takes an answer twice, however many nonces an account uses")
    mutating func manyNonces() throws {
        let nonces = try (0..<600).map { _ in try Self.nonce(&engine, now: 1000) }
        var answer = answer()
        for nonce in nonces {
            answer.nonce = nonce
            #expect(judge(answer.header) == .accepted(user: "admin"))
        }
        for nonce in nonces {
            answer.nonce = nonce
            #expect(judge(answer.header) == .stale(user: "admin"))
        }
    }
}
