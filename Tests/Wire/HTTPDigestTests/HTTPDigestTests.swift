import HTTPDigest
import Testing

@Suite("HTTPDigest")
struct HTTPDigestTests {
    @Test("computes the response of RFC 2617's example")
    func example() {
        let secret = HTTPDigest.secret(user: "Mufasa", digestRealm: "testrealm@host.com", password: "Circle Of Life")
        #expect(secret == "939e7578ed9e3c518a452acee763bce9")
        let response = HTTPDigest.response(
            secret: secret,
            method: "GET",
            uri: "/dir/index.html",
            nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093",
            nc: "00000001",
            cnonce: "0a4f113b",
            qop: "auth"
        )
        #expect(response == "6629fae49393a05397450978507c4ef1")
    }

    @Test("computes the response of RFC 2069, which knows no qop")
    func old() {
        let response = HTTPDigest.response(
            secret: "939e7578ed9e3c518a452acee763bce9",
            method: "GET",
            uri: "/dir/index.html",
            nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093",
            nc: "",
            cnonce: "",
            qop: ""
        )
        #expect(response == "670fd8c2df070c60b045671b8b24ff02")
    }

    @Test("takes a whole response of 32 digits in either case, and no other")
    func whole() {
        let right = "6629fae49393a05397450978507c4ef1"
        for same in [right, right.uppercased()] { #expect(HTTPDigest.isResponse(same, expected: right)) }
        let others = [
            "", "6", String(right.dropLast()), right + "0", right + right, " " + right.dropFirst(),
            String(right.dropLast()) + "0", "f" + right.dropFirst(), String(repeating: "0", count: 32),
            String(repeating: "\u{0}", count: 32), String(repeating: "é", count: 16),
        ]
        for other in others { #expect(!HTTPDigest.isResponse(other, expected: right), "\(other)") }
    }

    @Test("takes nothing for a response where there is none to expect")
    func nothing() {
        for expected in ["", "6629"] { #expect(!HTTPDigest.isResponse(expected, expected: expected)) }
    }
}
