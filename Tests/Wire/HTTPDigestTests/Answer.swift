import HTTPDigest
import Testing

/// The answer of a client to a challenge.
struct Answer {
    /// How a client writes its answer.
    struct Form: Sendable, CustomTestStringConvertible {
        var client: String
        var nc = "00000001"
        var quotesAll = true
        var cnonce = "0a4f11"
        var order = ["username", "realm", "nonce", "uri", "qop", "nc", "cnonce", "response"]

        var testDescription: String { client }

        static let all = [
            Form(client: "Go library", nc: "00000002"),
            Form(client: "presence server", cnonce: "k2j9x8q1z"),
            Form(client: "fleet server", nc: "7", cnonce: "00112233445566778899aabbccddeeff"),
            Form(client: "browser console", nc: "0000001f", quotesAll: false),
            Form(
                client: "Python",
                quotesAll: false,
                order: ["username", "realm", "nonce", "uri", "response", "qop", "nc", "cnonce"]
            ),
            Form(client: "backwards", order: ["response", "cnonce", "nc", "qop", "uri", "nonce", "realm", "username"]),
        ]
    }

    var user = "admin"
    var password = "P@ssw0rd"
    var digestRealm: String
    var nonce: String
    var method = "POST"
    var uri = "/wsman"
    var qop = "auth"
    var response: String?
    var form = Form(client: "")

    var nc: String {
        get { form.nc }
        set { form.nc = newValue }
    }
    var cnonce: String { form.cnonce }

    init(digestRealm: String, nonce: String) {
        self.digestRealm = digestRealm
        self.nonce = nonce
    }

    /// The response that the fields call for.
    var computed: String {
        HTTPDigest.response(
            secret: HTTPDigest.secret(user: user, digestRealm: digestRealm, password: password),
            method: method,
            uri: uri,
            nonce: nonce,
            nc: nc,
            cnonce: cnonce,
            qop: qop
        )
    }

    /// The value of the `Authorization` header.
    var header: String {
        let values = [
            "username": user, "realm": digestRealm, "nonce": nonce, "uri": uri, "qop": qop, "nc": nc, "cnonce": cnonce,
            "response": response ?? computed,
        ]
        let unquoted: Set = form.quotesAll ? [] : ["nc", "qop"]
        let parameters = form.order.map { name in
            let value = values[name] ?? ""
            return unquoted.contains(name) ? "\(name)=\(value)" : "\(name)=\"\(value)\""
        }
        return "Digest " + parameters.joined(separator: ", ")
    }
}
