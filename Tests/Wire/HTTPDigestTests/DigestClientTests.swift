import HTTPDigest
import Testing

@Suite("DigestClient")
struct DigestClientTests {
    static let challenge = #"Digest realm="Digest:0", nonce="abc",stale="false",qop="auth""#

    @Test("says nothing before it is challenged")
    func unchallenged() {
        var client = DigestClient(user: "admin", password: "x")
        let header = client.answer(method: "POST", uri: "/wsman", cnonce: "1")
        #expect(header == nil)
        #expect(client.digestRealm == nil)
    }

    @Test("answers so that the engine accepts it, time and again, over a change of nonce")
    func bothSides() throws {
        var engine = DigestAuthenticator(digestRealm: "Digest:0", key: Array(0..<32))
        var client = DigestClient(user: "admin", password: "a\"b")
        let secret = HTTPDigest.secret(user: "admin", digestRealm: "Digest:0", password: "a\"b")
        for _ in 0..<3 {
            let isTaken = client.take(untrustedChallenge: engine.challenge(now: 0))
            #expect(isTaken)
            for cnonce in ["1", "2"] {
                let header = client.answer(method: "POST", uri: "/wsman", cnonce: cnonce)
                let claim = try #require(engine.claim(untrustedHeader: header, now: 0))
                let verdict = engine.judge(claim, method: "POST", uri: "/wsman", now: 0, secret: secret)
                #expect(verdict == .accepted(user: "admin"))
            }
        }
        #expect(client.digestRealm == "Digest:0")
    }

    @Test("counts from one for each nonce")
    func counts() {
        var client = DigestClient(user: "admin", password: "x")
        var seen: [String] = []
        for nonce in ["a", "b"] {
            let isTaken = client.take(untrustedChallenge: "Digest realm=\"r\",nonce=\"\(nonce)\",qop=\"auth\"")
            #expect(isTaken)
            for _ in 0..<2 {
                let header = client.answer(method: "POST", uri: "/", cnonce: "c")
                seen.append(header.flatMap(DigestParameters.init)?["nc"] ?? "")
            }
        }
        #expect(seen == ["00000001", "00000002", "00000001", "00000002"])
    }

    @Test(
        "takes challenges that offer MD5 and auth among others",
        arguments: [
            challenge, #"Digest realm="r",nonce="n",qop="auth,auth-int",algorithm=MD5"#,
            #"Digest realm="r",nonce="n",qop="auth-int, auth",algorithm="md5",opaque="o""#,
        ]
    )
    func taken(challenge: String) {
        var client = DigestClient(user: "admin", password: "x")
        let isTaken = client.take(untrustedChallenge: challenge)
        #expect(isTaken)
    }

    @Test(
        "does not take what it cannot answer, and keeps the challenge that it has",
        arguments: [
            "Basic realm=\"x\"", "Negotiate", #"Digest realm="r",nonce="n",qop="auth",algorithm=SHA-256"#,
            #"Digest realm="r",nonce="n",qop="auth-int""#, #"Digest realm="r",nonce="n""#,
            #"Digest realm="r",nonce="",qop="auth""#,
        ]
    )
    func notTaken(other: String) {
        var client = DigestClient(user: "admin", password: "x")
        let taken = [Self.challenge, other].map { client.take(untrustedChallenge: $0) }
        #expect(taken == [true, false])
        #expect(client.digestRealm == "Digest:0")
    }
}
