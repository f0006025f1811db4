import ConsoleAPI
import HTTPTypes

/// The OpenAPI 3.1 document of the calls that are served.
enum OpenAPIDocument {
    /// Where it is served.
    static let path = CallPath.root + "/openapi.json"

    /// The document.
    static func make(_ calls: [ServedCall]) -> JSONValue {
        var reader = SchemaReader()
        let problem = reader.schema(of: Problem.self)
        var paths: [String: [String: JSONValue]] = [:]
        for call in calls {
            paths[call.path, default: [:]][call.method.rawValue.lowercased()] = operation(call, problem, &reader)
        }
        return [
            "openapi": "3.1.0",
            "info": ["title": "Sekisho console", "version": "1"],
            "paths": .object(paths.mapValues { .object($0) }),
            "components": [
                "schemas": .object(reader.components),
                "securitySchemes": ["bearer": ["type": "http", "scheme": "bearer"]],
            ],
            "security": [["bearer": []]],
        ]
    }

    private static func operation(_ call: ServedCall, _ problem: JSONValue, _ reader: inout SchemaReader) -> JSONValue {
        var members: [String: JSONValue] = [
            "operationId": .string(call.name),
            "summary": .string(call.summary),
            "responses": responses(call, problem, &reader),
        ]
        let parameters = CallPath.parameters(of: call.path)
        if !parameters.isEmpty { members["parameters"] = .array(parameters.map(parameter)) }
        if call.request != Nothing.self {
            members["requestBody"] = ["required": .bool(true), "content": content(reader.schema(of: call.request))]
        }
        if call.isPublic { members["security"] = [] }
        return .object(members)
    }

    private static func responses(_ call: ServedCall, _ problem: JSONValue, _ reader: inout SchemaReader) -> JSONValue {
        var success: [String: JSONValue] = ["description": "Success."]
        if call.answer != Nothing.self {
            let type = call.isStream ? "text/event-stream" : "application/json"
            success["content"] = content(reader.schema(of: call.answer), type: type)
        }
        return .object([
            "\(call.status)": .object(success),
            "default": ["description": "A problem.", "content": content(problem, type: Problem.mediaType)],
        ])
    }

    private static func content(_ schema: JSONValue, type: String = "application/json") -> JSONValue {
        .object([type: ["schema": schema]])
    }

    private static func parameter(_ name: String) -> JSONValue {
        ["name": .string(name), "in": "path", "required": .bool(true), "schema": ["type": "string"]]
    }
}
