import ConsoleAPI
import Fleet
import HTTPTypes
import Hummingbird
import Foundation

/// The REST interface over a desk.
struct APIRoutes: Sendable {
    let desk: any Desk
    let sessions: Sessions

    /// Every call that is served.
    var calls: [ServedCall] {
        sessionCalls + fleetCalls + endpointCalls + workCalls + jobCalls + caseCalls + guardCalls
    }

    /// Adds them and their OpenAPI document to a router.
    func add(to router: Router<ConsoleContext>) throws {
        let calls = calls
        for call in calls {
            router.on(RouterPath(call.path), method: call.method) { try await call.handle($0, $1) }
        }
        let document = try ConsoleJSON.encode(OpenAPIDocument.make(calls))
        router.get(RouterPath(OpenAPIDocument.path)) { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "application/json"],
                body: .init(byteBuffer: .init(bytes: document))
            )
        }
    }

    private var sessionCalls: [ServedCall] {
        [
            ServedCall(Calls.login) { input, _ in try await sessions.login(input) },
            ServedCall(Calls.logout) { _, context in
                if let token = context.token { await sessions.logout(token) }
                return Nothing()
            },
        ]
    }

    private var fleetCalls: [ServedCall] {
        [
            ServedCall(Calls.endpoints) { _, _ in try await desk.endpoints() },
            ServedCall(Calls.fleetEvents, stream: { _ in try await Following(desk: desk).fleet() }),
            ServedCall(Calls.addEndpoint) { input, _ in try await desk.add(input) },
        ]
    }

    private var endpointCalls: [ServedCall] {
        [
            ServedCall(Calls.endpoint) { _, context in try await desk.endpoint(context.require("name")) },
            ServedCall(Calls.power) { input, context in
                let name = try context.require("name")
                try await desk.order(input, of: name)
                return try await desk.endpoint(name)
            },
            ServedCall(Calls.stance) { input, context in
                let name = try context.require("name")
                try await desk.order(input, of: name)
                return try await desk.endpoint(name)
            },
            ServedCall(Calls.facts) { _, context in try await desk.facts(of: context.require("name")) },
            ServedCall(Calls.events) { _, context in try await desk.events(of: context.require("name")) },
            ServedCall(Calls.findings) { _, context in try await desk.findings(of: context.require("name")) },
            ServedCall(Calls.startJob) { input, context in
                try await desk.start(input, on: context.require("name"))
            },
        ]
    }

    private var workCalls: [ServedCall] {
        [
            ServedCall(Calls.scan) { input, context in try await desk.scan(input, of: context.require("name")) },
            ServedCall(Calls.changeScan) { input, context in
                try await desk.change(scan: input.change, of: context.require("name"))
                return Nothing()
            },
            ServedCall(Calls.branch) { input, context in
                try await desk.order(input, of: context.require("name"))
                return Nothing()
            },
            ServedCall(Calls.listUpdates) { input, context in
                try await desk.listUpdates(input, of: context.require("name"))
            },
            ServedCall(Calls.operation) { _, context in
                try await desk.operation(context.require("id"), of: context.require("name"))
            },
            ServedCall(Calls.keptFiles) { _, context in try await desk.keptFiles(of: context.require("name")) },
            ServedCall(Calls.restoreFile) { _, context in
                try await desk.restoreFile(context.require("id"), of: context.require("name"))
            },
            ServedCall(Calls.forgetFile) { _, context in
                try await desk.forgetFile(context.require("id"), of: context.require("name"))
            },
        ]
    }

    private var jobCalls: [ServedCall] {
        [
            ServedCall(Calls.jobs) { _, _ in try await desk.jobs() },
            ServedCall(Calls.job) { _, context in try await desk.job(context.require("id")) },
            ServedCall(
                Calls.jobEvents,
                stream: { context in try await Following(desk: desk).job(context.require("id")) }
            ),
        ]
    }

    private var caseCalls: [ServedCall] {
        [
            ServedCall(Calls.cases) { _, _ in try await desk.cases() },
            ServedCall(Calls.oneCase) { _, context in try await desk.oneCase(context.require("id")) },
        ]
    }
}

extension APIRoutes {
    fileprivate var guardCalls: [ServedCall] {
        [
            ServedCall(Calls.policy) { _, _ in try await desk.policy() },
            ServedCall(Calls.setPolicy) { input, _ in try await desk.take(input) },
            ServedCall(Calls.evidence) { _, context in
                try await desk.evidence(context.require("part"), ofCase: context.require("id"))
            },
        ]
    }
}

extension ConsoleContext {
    /// A parameter of the path.
    func require(_ name: String) throws -> String {
        guard let untrustedValue = parameters.get(name) else { throw Problem.badRequest("'\(name)' is missing.") }
        return untrustedValue.removingPercentEncoding ?? untrustedValue
    }
}
