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

    @Test(
        "compares whole texts",
        arguments: [
            ("", "", true), ("ab", "ab", true), ("ab", "", false), ("ab", "a", false), ("ab", "abc", false),
            ("ab", "aB", false),
        ]
    )
    func equality(expected: String, untrusted: String, isEqual: Bool) {
        #expect(HTTPDigest.constantTimeEqual(expected, untrusted) == isEqual)
    }
}
