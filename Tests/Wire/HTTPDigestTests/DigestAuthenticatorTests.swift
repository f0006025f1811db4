import FoundationEssentials
import HTTPDigest
import TestSupport
import Testing

@Suite("DigestAuthenticator")
struct DigestAuthenticatorTests {
    static let realm = "Digest:34BF4B5A0561F95248F58509A406E046"
    static let random = [UInt8](0..<24)

    var engine = DigestAuthenticator(digestRealm: realm)
    let nonce: String

    init() throws {
        let challenge = engine.challenge(now: 1000, random: Self.random)
        nonce = try #require(DigestParameters(untrusted: challenge))["nonce"]
    }

    /// What the engine says to an answer, when it knows `admin` with the password `P@ssw0rd`.
    mutating func judge(_ header: String?, uri: String = "/wsman", now: UInt64 = 1000) -> DigestAuthenticator.Verdict {
        engine.judge(untrustedHeader: header, method: "POST", uri: uri, now: now) { user in
            guard user == "admin" else { return nil }
            return HTTPDigest.secret(user: "admin", digestRealm: Self.realm, password: "P@ssw0rd")
        }
    }

    func answer() -> Answer { Answer(digestRealm: Self.realm, nonce: nonce) }

    @Test("challenges as firmware does", .enabled(if: Recorded.isAvailable))
    func recordedChallenge() throws {
        let recorded = try String(decoding: Recorded.bytes("mps/http/CIRAHandler-2-401.http"), as: UTF8.self)
        let parameters = recorded.split(separator: "\"")
        let random = try #require(Data(base64Encoded: String(parameters[3])))
        var engine = DigestAuthenticator(digestRealm: String(parameters[1]))
        let header = engine.challenge(now: 0, random: Array(random))
        #expect(recorded.split(separator: "\r\n").contains("WWW-Authenticate: \(header)"))
    }

    @Test("gives nonces of 32 characters, without the padding that clients stumble over")
    func nonceForm() {
        #expect(nonce == "AAECAwQFBgcICQoLDA0ODxAREhMUFRYX")
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
        var answer = answer()
        answer.user = "root"
        answer.response = HTTPDigest.response(
            secret: "",
            method: "POST",
            uri: "/wsman",
            nonce: nonce,
            nc: answer.nc,
            cnonce: answer.cnonce,
            qop: "auth"
        )
        #expect(judge(answer.header) == .refused(user: "root"))
    }

    @Test("takes an answer once, and counts that grow")
    mutating func replays() {
        var answer = answer()
        for (count, verdict) in [
            ("00000002", DigestAuthenticator.Verdict.accepted(user: "admin")), ("00000002", .unanswered),
            ("00000001", .unanswered), ("0000000a", .accepted(user: "admin")), ("0000000A", .unanswered),
            ("b", .accepted(user: "admin")), ("", .unanswered), ("x", .unanswered),
            ("00000000000000000ffff", .unanswered),
        ] {
            answer.nc = count
            #expect(judge(answer.header) == verdict)
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

    @Test("wants a new answer when the nonce is too old, or not its own")
    mutating func expiry() {
        var answer = answer()
        answer.nc = "1"
        #expect(judge(answer.header, now: 1299) == .accepted(user: "admin"))
        answer.nc = "2"
        #expect(judge(answer.header, now: 1300) == .unanswered)
        answer.nonce = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB"
        #expect(judge(answer.header) == .unanswered)
    }

    @Test("keeps 4096 nonces and forgets the oldest")
    mutating func manyNonces() {
        for number in 0..<4095 {
            _ = engine.challenge(now: 1000, random: (0..<24).map { UInt8(truncatingIfNeeded: number >> ($0 % 2 * 8)) })
        }
        #expect(judge(answer().header) == .accepted(user: "admin"))
        _ = engine.challenge(now: 1000, random: [UInt8](repeating: 0xEE, count: 24))
        var again = answer()
        again.nc = "00000009"
        #expect(judge(again.header) == .unanswered)
    }
}
