import Fleet
import Synchronization
import PacketPolicy
import ConsoleAPI
@testable import ConsoleServer
import Foundation
import HTTPTypes
import Testing

@Suite("Sessions")
struct SessionTests {
    @Test("a wrong password is a problem with status 401")
    func wrongPassword() async throws {
        let console = try await TestConsole()
        let answer = try await console.send(.post, "/api/v1/session", body: #"{"user":"admin","password":"no"}"#)
        #expect(answer.status == 401)
        #expect(answer.headers[.contentType] == "application/problem+json")
        #expect(answer.problem?.type == "urn:sekisho:problem:wrong-password")
    }

    @Test("the password made at the first start opens a session, and its token opens the calls until it is given up")
    func session() async throws {
        let console = try await TestConsole()
        let headers = try await console.bearer()
        #expect(try await console.send(.get, "/api/v1/endpoints", headers: headers).body == "[]")
        #expect(try await console.send(.delete, "/api/v1/session", headers: headers).status == 204)
        #expect(try await console.send(.get, "/api/v1/endpoints", headers: headers).status == 401)
    }

    @Test("a session outlives the console that opened it, and no token is on the disk")
    func outlivesRestart() async throws {
        let console = try await TestConsole()
        let token = try await console.login()
        let later = try Sessions(accounts: console.accounts, directory: console.directory)
        #expect(await later.session(token)?.user == "admin")
        let kept = try String(contentsOf: console.directory.appending(path: "sessions.json"), encoding: .utf8)
        #expect(!kept.contains(token))
    }

    @Test("a session ends by itself")
    func expires() async throws {
        let console = try await TestConsole()
        let token = try await console.login()
        let future = Date().addingTimeInterval(13 * 3600)
        let later = try Sessions(accounts: console.accounts, directory: console.directory, now: { future })
        #expect(await later.session(token) == nil)
    }

    @Test("the sixth guess is not even looked at, though it be right")
    func bruteForce() async throws {
        let console = try await TestConsole()
        for _ in 0..<5 {
            _ = try? await console.sessions.login(LoginRequest(user: "admin", password: "guess"))
        }
        let body = #"{"user":"admin","password":"\#(console.password)"}"#
        let answer = try await console.send(.post, "/api/v1/session", body: body)
        #expect(answer.status == 429)
    }

    @Test("each further guess closes the door for twice as long")
    func throttle() {
        var throttle = LoginThrottle(free: 2, longest: 100)
        let now = Date(timeIntervalSince1970: 0)
        throttle.failed("a", at: now)
        #expect(throttle.wait(for: "a", at: now) == 0)
        let waits = (0..<9).map { _ in
            throttle.failed("a", at: now)
            return throttle.wait(for: "a", at: now)
        }
        #expect(waits == [1, 2, 4, 8, 16, 32, 64, 100, 100])
        #expect(throttle.wait(for: "b", at: now) == 0)
        throttle.succeeded("a")
        #expect(throttle.wait(for: "a", at: now) == 0)
    }

    @Test("a browser's session is in a cookie that scripts and other sites do not see")
    func cookie() async throws {
        let console = try await TestConsole()
        let answer = try await console.send(.post, "/login", body: "user=admin&password=\(console.password)")
        #expect(answer.status == 303)
        let cookie = try #require(answer.headers[.setCookie])
        for part in ["__Host-sekisho=", "HttpOnly", "Secure", "SameSite=Strict", "Path=/"] {
            #expect(cookie.contains(part))
        }
    }

    @Test("a form without its token changes nothing", arguments: ["", "form=wrong&"])
    func formToken(field: String) async throws {
        let console = try await TestConsole()
        try await console.addEndpoint("pc1")
        let headers = try await console.cookie().headers
        let body = field + "stance=quarantine&reason=x"
        let answer = try await console.send(.post, "/endpoints/pc1/stance", headers: headers, body: body)
        #expect(answer.status == 403)
        let call = try await console.send(
            .post,
            "/api/v1/endpoints/pc1/stance",
            headers: headers,
            body: #"{"stance":"quarantine","reason":"x"}"#
        )
        #expect(call.status == 403)
        #expect(console.pc.state.withLock { $0.stance.stance } == .open)
    }

    @Test("a form with its token does what it says")
    func signedForm() async throws {
        let console = try await TestConsole()
        try await console.addEndpoint("pc1")
        let (headers, form) = try await console.cookie()
        let body = "form=\(form)&stance=quarantine&reason=a+worm"
        let answer = try await console.send(.post, "/endpoints/pc1/stance", headers: headers, body: body)
        #expect(answer.status == 303)
        #expect(console.pc.state.withLock { $0.stance.reason } == "a worm")
    }

    @Test("another site's login form is refused")
    func crossSite() async throws {
        let console = try await TestConsole()
        var headers: HTTPFields = [:]
        let name = try #require(HTTPField.Name("Sec-Fetch-Site"))
        headers[name] = "cross-site"
        let body = "user=admin&password=\(console.password)"
        #expect(try await console.send(.post, "/login", headers: headers, body: body).status == 403)
    }
}
