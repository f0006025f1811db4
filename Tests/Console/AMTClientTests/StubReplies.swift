import HTTPDigest
import Synchronization
import WSMan
import XML

extension StubServer.Reply {
    /// An answer with headers and a body of known length.
    static func http(_ status: String, _ headers: [String] = [], body: [UInt8] = [], closes: Bool = false) -> Self {
        let lines = ["HTTP/1.1 " + status] + headers + ["Content-Length: \(body.count)", "", ""]
        return Self(bytes: Array(lines.joined(separator: "\r\n").utf8) + body, closes: closes)
    }

    /// An envelope in small chunks, as firmware sends it.
    static func chunked(_ status: String, _ envelope: [UInt8]) -> Self {
        var bytes = Array("HTTP/1.1 \(status)\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
        for start in stride(from: 0, to: envelope.count, by: 100) {
            let chunk = envelope[start...].prefix(100)
            let size = String(chunk.count, radix: 16, uppercase: true)
            bytes += Array((String(repeating: "0", count: 4 - size.count) + size + "\r\n").utf8) + chunk
            bytes += Array("\r\n".utf8)
        }
        return Self(bytes: bytes + Array("0\r\n\r\n".utf8))
    }

    /// The answer to a request for a clock, which carries the request's action as its name.
    static func clock(_ request: StubServer.Request) -> Self {
        guard let message = try? WSManRequest(untrusted: request.body) else { return .http("400 Bad Request") }
        let name = XMLElement("Name", in: message.resourceURI, text: "main")
        let body = XMLElement("AMT_Clock", in: message.resourceURI, children: [name])
        return chunked("200 OK", Envelope.response(to: message, action: "urn:done", body: body, number: 1))
    }

    /// A refusal of credentials, after which firmware closes.
    static func unauthorized(_ challenge: String) -> Self {
        .http(
            "401 Unauthorized",
            ["WWW-Authenticate: " + challenge, "Connection: close"],
            body: Array("<html></html>".utf8),
            closes: true
        )
    }
}

/// The accounts of a stub: `admin` with the password `P@ssw0rd`.
final class StubAccounts: Sendable {
    private struct State {
        var digest = DigestAuthenticator(digestRealm: "Digest:00", key: Array(0..<32))
        var now: UInt64 = 0
    }

    private let state = Mutex(State())

    /// Lets all nonces grow old.
    func wait() { state.withLock { $0.now += 1000 } }

    /// The challenge to a request that cannot be accepted; nil when it can.
    func challenge(_ request: StubServer.Request) -> StubServer.Reply? {
        state.withLock { state in
            let secret = HTTPDigest.secret(user: "admin", digestRealm: "Digest:00", password: "P@ssw0rd")
            let header = request.header("Authorization")
            let verdict = state.digest.claim(untrustedHeader: header, now: state.now).map { claim in
                state.digest.judge(claim, method: "POST", uri: "/wsman", now: state.now, secret: secret)
            }
            guard verdict != .accepted(user: "admin") else { return nil }
            return .unauthorized(state.digest.challenge(now: state.now))
        }
    }
}
