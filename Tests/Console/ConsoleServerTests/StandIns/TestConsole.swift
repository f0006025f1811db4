import ConsoleAPI
@testable import ConsoleServer
import Fleet
import FleetSQLite
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import PacketPolicy
import Inventory
import Synchronization

/// A console without sockets: requests go to its router.
struct TestConsole: Sendable {
    let directory: URL
    let database: FleetDatabase
    let fleet: FleetServices
    let pc: StandInPC
    let desk: FleetDesk
    let accounts: Accounts
    let sessions: Sessions
    let password: String
    private let responder: RouterResponder<ConsoleContext>

    init() async throws {
        directory = URL.temporaryDirectory.appending(path: "console-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        database = try FleetDatabase(path: directory.appending(path: "console.sqlite").path)
        pc = StandInPC()
        fleet = FleetServices(
            endpoints: database,
            jobs: database,
            cases: database,
            connector: StandInConnector(pc: pc),
            catalog: EmptyCatalog(),
            settings: FleetSettings(),
            changes: ChangeFeed()
        )
        desk = FleetDesk(fleet)
        let made = Mutex("")
        accounts = try Accounts.open(in: directory, rounds: 16) { password in made.withLock { $0 = password } }
        password = made.withLock { $0 }
        sessions = try Sessions(accounts: accounts, directory: directory)
        responder = try await ConsoleRouter.make(
            desk: desk,
            sessions: sessions,
            logger: Logger(label: "test")
        ).buildResponder()
    }

    /// Sends a request to the router.
    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        headers: HTTPFields = [:],
        body: String = ""
    ) async throws -> Answer {
        var fields = headers
        if !body.isEmpty { fields[.contentLength] = "\(body.utf8.count)" }
        let head = HTTPRequest(
            method: method,
            scheme: "https",
            authority: "localhost",
            path: path,
            headerFields: fields
        )
        let request = Request(head: head, body: .init(buffer: ByteBuffer(string: body)))
        let source = ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: Logger(label: "test"))
        let response = try await responder.respond(to: request, context: ConsoleContext(source: source))
        let writer = CollectingWriter()
        try await response.body.write(writer)
        return Answer(status: response.status.code, headers: response.headers, body: writer.text)
    }

    /// Opens a session and gives back its token.
    func login() async throws -> String {
        try await sessions.login(LoginRequest(user: "admin", password: password)).token
    }

    /// The headers of a command-line request.
    func bearer() async throws -> HTTPFields { [.authorization: "Bearer \(try await login())"] }

    /// The headers of a browser's request, and its form token.
    func cookie() async throws -> (headers: HTTPFields, form: String) {
        let token = try await login()
        let form = await sessions.session(token)?.formToken ?? ""
        return ([.cookie: "\(SessionMiddleware.cookie)=\(token)"], form)
    }

    /// Adds an endpoint with a snapshot.
    func addEndpoint(_ name: String, stance: Stance = .open, findings: [Finding] = []) async throws {
        let credentials = Credentials(user: "admin", password: "x")
        try await database.add(Endpoint(name: name, address: "10.10.0.11"), credentials: credentials)
        try await database.save(Samples.snapshot(of: name, stance: stance, findings: findings))
    }

    /// Adds a job with as many steps done as said, the next one running.
    func addJob(_ name: String, story: Story, done: Int, evidence: String) async throws -> String {
        let start = Date().addingTimeInterval(-90)
        try await database.add(Job(endpoint: name, story: story, requestedBy: "test", createdAt: start))
        let now = Date()
        guard var job = try await database.claimNext(by: "test", now: now, until: now.addingTimeInterval(3600)) else {
            throw FleetError.unknown("the job just added")
        }
        for index in job.steps.indices where index <= done {
            job.steps[index].state = index < done ? .succeeded : .running
            job.steps[index].startedAt = start
            job.steps[index].finishedAt = index < done ? start.addingTimeInterval(12.34) : nil
            job.steps[index].evidence = index < done ? evidence : ""
            job.steps[index].progress = index < done ? "" : "half way \(evidence)"
            job.steps[index].percent = 50
        }
        job.state = done >= job.steps.count ? .succeeded : .running
        try await database.save(job, by: "test")
        return job.id
    }
}

/// What the router answered.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let body: String

    /// The body as a problem.
    var problem: Problem? { try? ConsoleJSON.decode(Problem.self, from: Data(body.utf8)) }
}

/// Collects a body.
final class CollectingWriter: ResponseBodyWriter, Sendable {
    private let collected = Mutex("")

    var text: String { collected.withLock { $0 } }

    func write(_ buffer: ByteBuffer) async throws { collected.withLock { $0 += String(buffer: buffer) } }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
