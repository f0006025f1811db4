import Synchronization
import FleetSQLite
import ConsoleAPI
@testable import ConsoleServer
import Fleet
import Foundation
import HTTPTypes
import Testing

@Suite("REST calls")
struct CallTests {
    @Test("power and boot source reach the endpoint")
    func power() async throws {
        let console = try await TestConsole()
        try await console.addEndpoint("pc1")
        let body = #"{"action":"reset","bootOnce":"cd"}"#
        let headers = try await console.bearer()
        let answer = try await console.send(.post, "/api/v1/endpoints/pc1/power", headers: headers, body: body)
        #expect(answer.status == 200)
        #expect(console.pc.state.withLock { $0.boot } == .cd)
    }

    @Test("what an endpoint refuses is told in its own words")
    func refusal() async throws {
        let console = try await TestConsole()
        try await console.addEndpoint("pc1")
        let headers = try await console.bearer()
        let answer = try await console.send(
            .post,
            "/api/v1/endpoints/pc1/power",
            headers: headers,
            body: #"{"action":"sleep"}"#
        )
        #expect(answer.status == 502)
        #expect(answer.problem?.detail == "this PC cannot sleep")
    }

    @Test("facts, findings and events of an endpoint are listed")
    func lists() async throws {
        let console = try await TestConsole()
        try await console.addEndpoint("pc1", findings: [Samples.finding])
        let headers = try await console.bearer()
        let facts = try await console.send(.get, "/api/v1/endpoints/pc1/facts", headers: headers).body
        #expect(facts.contains("branch-app") && facts.contains("52:54:00:77:00:01"))
        let findings = try await console.send(.get, "/api/v1/endpoints/pc1/findings", headers: headers).body
        #expect(try ConsoleJSON.decode([FindingView].self, from: Data(findings.utf8)).map(\.id) == ["f1"])
        let events = try await console.send(.get, "/api/v1/endpoints/pc1/events", headers: headers).body
        #expect(try ConsoleJSON.decode([EventView].self, from: Data(events.utf8)).last?.text == "power on")
    }

    @Test("a story is started once at a time")
    func job() async throws {
        let console = try await TestConsole()
        try await console.addEndpoint("pc1")
        let headers = try await console.bearer()
        let path = "/api/v1/endpoints/pc1/jobs"
        let body = #"{"story":"reinstall"}"#
        let first = try await console.send(.post, path, headers: headers, body: body)
        #expect(first.status == 201)
        let job = try ConsoleJSON.decode(JobDetail.self, from: Data(first.body.utf8))
        #expect(job.steps.map(\.name) == Story.reinstall.steps.map(\.rawValue))
        #expect(try await console.send(.post, path, headers: headers, body: body).status == 409)
    }

    @Test(
        "bad bodies are refused with the reason",
        arguments: [
            (#"{"story":"dance"}"#, "The stories are"), (#"{}"#, "lacks the member 'story'"),
            (#"{"story":7}"#, "wrong type"), ("<xml/>", "not valid JSON"),
        ]
    )
    func badBodies(body: String, reason: String) async throws {
        let console = try await TestConsole()
        try await console.addEndpoint("pc1")
        let headers = try await console.bearer()
        let answer = try await console.send(.post, "/api/v1/endpoints/pc1/jobs", headers: headers, body: body)
        #expect(answer.status == 400)
        #expect(answer.problem?.detail.contains(reason) == true)
    }

    @Test("a body beyond the limit is refused")
    func tooLarge() async throws {
        let console = try await TestConsole()
        let body = String(repeating: "x", count: 70_000)
        #expect(try await console.send(.post, "/api/v1/session", body: body).status == 413)
        #expect(try await console.send(.post, "/login", body: body).status == 413)
    }

    @Test("an endpoint's name has to fit into an address", arguments: ["", "a b", "../x", "<b>", "名"])
    func badNames(name: String) async throws {
        let console = try await TestConsole()
        let headers = try await console.bearer()
        let addition = EndpointAddition(name: name, address: "10.0.0.1", password: "p")
        let body = String(decoding: try ConsoleJSON.encode(addition), as: UTF8.self)
        #expect(try await console.send(.post, "/api/v1/endpoints", headers: headers, body: body).status == 400)
    }

    @Test("a job's stream begins with what is and ends when the job does")
    func stream() async throws {
        let console = try await TestConsole()
        try await console.addEndpoint("pc1")
        let id = try await console.addJob("pc1", story: .reinstall, done: 6, evidence: "seen")
        let headers = try await console.bearer()
        let answer = try await console.send(.get, "/api/v1/jobs/\(id)/events", headers: headers)
        #expect(answer.headers[.contentType] == "text/event-stream")
        #expect(answer.body.hasPrefix("data: {"))
        #expect(answer.body.hasSuffix(EventStream.end))
    }

    @Test("a job's stream tells each change")
    func follows() async throws {
        let console = try await TestConsole()
        try await console.addEndpoint("pc1")
        let id = try await console.addJob("pc1", story: .reinstall, done: 1, evidence: "seen")
        var values = try await Following(desk: console.desk).job(id).makeAsyncIterator()
        #expect(await values.next()?.summary.state == .running)
        var job = try #require(try await console.database.job(id))
        job.state = .failed
        job.failure = "no answer"
        try await console.database.save(job, by: "test")
        console.fleet.changes.publish(.job("another"))
        console.fleet.changes.publish(.job(id))
        #expect(await values.next()?.summary.failure == "no answer")
        #expect(await values.next() == nil)
    }
}
