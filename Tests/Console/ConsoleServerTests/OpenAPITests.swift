import HTTPTypes
import ConsoleAPI
@testable import ConsoleServer
import Foundation
import Testing

@Suite("The OpenAPI document")
struct OpenAPITests {
    @Test("lists every call that is served, and nothing else")
    func listsEveryCall() async throws {
        let console = try await TestConsole()
        let served = APIRoutes(desk: console.desk, sessions: console.sessions).calls
        let document = try await document(console)
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        let listed = paths.flatMap { path, methods in methods.keys.map { "\($0.uppercased()) \(path)" } }
        #expect(listed.sorted() == served.map { "\($0.method.rawValue) \($0.path)" }.sorted())
        #expect(Set(served.map(\.name)).count == served.count)
    }

    @Test("every call that is listed is answered by the router")
    func routesExist() async throws {
        let console = try await TestConsole()
        for call in APIRoutes(desk: console.desk, sessions: console.sessions).calls where !call.isPublic {
            let answer = try await console.send(call.method, CallPath.fill(call.path, with: ["x"]))
            #expect(answer.status == 401, "\(call.name)")
        }
    }

    @Test("each reference leads to a schema with its members")
    func referencesResolve() async throws {
        let console = try await TestConsole()
        let answer = try await console.send(.get, OpenAPIDocument.path)
        let document = try await document(console)
        let components = try #require(document["components"] as? [String: Any])
        let schemas = try #require(components["schemas"] as? [String: [String: Any]])
        for match in answer.body.matches(of: /#\/components\/schemas\/([A-Za-z]+)/) {
            #expect(schemas[String(match.1)] != nil, "\(match.1)")
        }
        let summary = try #require(schemas["EndpointSummary"])
        let members = try #require(summary["properties"] as? [String: [String: Any]])
        #expect(members["name"]?["type"] as? String == "string")
        #expect(members["lastSeen"]?["format"] as? String == "date-time")
        #expect(members["stance"]?["enum"] as? [String] == ["open", "patching", "quarantine"])
        #expect(members["lastJob"]?["$ref"] as? String == "#/components/schemas/JobSummary")
        let required = try #require(summary["required"] as? [String])
        #expect(required.contains("name") && !required.contains("lastSeen"))
    }

    private func document(_ console: TestConsole) async throws -> [String: Any] {
        let answer = try await console.send(.get, OpenAPIDocument.path)
        let object = try JSONSerialization.jsonObject(with: Data(answer.body.utf8))
        return try #require(object as? [String: Any])
    }
}
