import FleetSQLite
import PacketPolicy
import ConsoleAPI
@testable import ConsoleServer
import Fleet
import Foundation
import HTTPTypes
import Inventory
import Testing

@Suite("Pages")
struct PageTests {
    @Test("a reader without a session is led to the login page", arguments: ["/", "/jobs", "/cases", "/endpoints/pc1"])
    func needsLogin(path: String) async throws {
        let answer = try await TestConsole().send(.get, path)
        #expect(answer.status == 303)
        #expect(answer.headers[.location] == "/login")
    }

    @Test("what others wrote is shown as text, never as markup")
    func escapes() async throws {
        let console = try await TestConsole()
        try await console.addEndpoint("pc1", stance: .quarantine, findings: [Samples.finding])
        let opened = try await console.database.open(
            Case(endpoint: "pc1", finding: Samples.finding, openedAt: Samples.moment)
        )
        let job = try await console.addJob("pc1", story: .quarantine, done: 2, evidence: Samples.hostile)
        let headers = try await console.cookie().headers
        for path in ["/", "/cases", "/cases/\(opened.id)", "/jobs/\(job)", "/endpoints/pc1"] {
            let page = try await console.send(.get, path, headers: headers)
            #expect(page.status == 200, "\(path)")
            #expect(!page.body.contains("<script>"), "\(path)")
        }
        let page = try await console.send(.get, "/jobs/\(job)", headers: headers).body
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        let hostile = try await console.send(.get, "/endpoints/%3Cscript%3Ealert(1)%3C%2Fscript%3E", headers: headers)
        #expect(hostile.status == 404)
        #expect(!hostile.body.contains("<script>alert"))
    }

    @Test("the pages speak the reader's language")
    func languages() async throws {
        let console = try await TestConsole()
        try await console.addEndpoint("pc1", stance: .quarantine)
        var headers = try await console.cookie().headers
        #expect(try await console.send(.get, "/", headers: headers).body.contains("quarantine"))
        headers[.acceptLanguage] = "ja"
        let page = try await console.send(.get, "/", headers: headers).body
        #expect(page.contains(#"<html lang="ja">"#) && page.contains("隔離"))
    }

    @Test("one PC shows what can be done with it and what is known of it")
    func endpoint() async throws {
        let console = try await TestConsole()
        try await console.addEndpoint("pc1")
        let page = try await console.send(.get, "/endpoints/pc1", headers: console.cookie().headers).body
        for part in [
            "Cut the power", "Cure and release", "Wake, patch, switch off", "Reinstall", "branch-app", "10.10.0.61",
            "52:54:00:77:00:01", "power on",
        ] { #expect(page.contains(part), "\(part)") }
        #expect(!page.contains("value=\"sleep\""))
    }

    @Test("a job shows its steps with their times and evidence")
    func job() async throws {
        let console = try await TestConsole()
        try await console.addEndpoint("pc1")
        let id = try await console.addJob("pc1", story: .wakePatchOff, done: 3, evidence: "seen: off")
        let page = try await console.send(.get, "/jobs/\(id)", headers: console.cookie().headers).body
        #expect(page.contains("Make sure that the PC is off") && page.contains("seen: off"))
        #expect(page.contains("12 s") && page.contains("3/\(Story.wakePatchOff.steps.count)"))
        #expect(page.contains("data-live=\"/api/v1/jobs/\(id)/events\""))
    }

    @Test("browsers are told to run nothing but the console's own files")
    func headers() async throws {
        let answer = try await TestConsole().send(.get, "/login")
        let name = try #require(HTTPField.Name("Content-Security-Policy"))
        let policy = try #require(answer.headers[name])
        #expect(policy.contains("default-src 'none'") && policy.contains("script-src 'self'"))
        #expect(!policy.contains("unsafe"))
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
    }

    @Test("no template has a script, a style or a handler inside")
    func noInlineCode() throws {
        let folder = try Resources.url("Templates")
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(text.firstMatch(of: /<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=|https?:\/\/|\{\{\{/) == nil)
        }
    }

    @Test(
        "the static files are served with their types",
        arguments: [("sekisho.css", "text/css"), ("icon.svg", "image/svg+xml")]
    )
    func staticFiles(name: String, type: String) async throws {
        let answer = try await TestConsole().send(.get, "/static/\(name)")
        #expect(answer.status == 200)
        #expect(answer.headers[.contentType]?.hasPrefix(type) == true)
    }
}
