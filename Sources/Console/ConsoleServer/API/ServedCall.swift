import ConsoleAPI
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A call of the REST interface with what answers it; OpenAPI document and router are made from the same list.
struct ServedCall: Sendable {
    let name: String
    let method: HTTPRequest.Method
    let path: String
    let summary: String
    let status: Int
    let isPublic: Bool
    let isStream: Bool
    let request: any (Decodable & SendableMetatype).Type
    let answer: any (Decodable & SendableMetatype).Type
    let respond: @Sendable (Request, ConsoleContext) async throws -> Response

    /// A call that is answered with one value.
    init<Input, Output>(
        _ call: Call<Input, Output>,
        _ answer: @escaping @Sendable (Input, ConsoleContext) async throws -> Output
    ) {
        self.init(call) { request, context in
            let input = try await Self.read(Input.self, from: request, context)
            let output = try await answer(input, context)
            guard Output.self != Nothing.self else { return Response(status: .init(code: call.status)) }
            return try Self.json(output, status: call.status)
        }
    }

    /// A call that is answered with a stream of values.
    init<Output>(
        _ call: Call<Nothing, Output>,
        stream: @escaping @Sendable (ConsoleContext) async throws -> AsyncStream<Output>
    ) {
        self.init(call) { _, context in EventStream.response(try await stream(context)) }
    }

    private init<Input, Output>(
        _ call: Call<Input, Output>,
        respond: @escaping @Sendable (Request, ConsoleContext) async throws -> Response
    ) {
        name = call.name
        method = HTTPRequest.Method(call.method.rawValue) ?? .get
        path = call.path
        summary = call.summary
        status = call.status
        isPublic = call.isPublic
        isStream = call.isStream
        request = Input.self
        answer = Output.self
        self.respond = respond
    }

    /// Answers after a look at session and form token.
    func handle(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        if !isPublic {
            guard context.session != nil else { throw Problem.loginNeeded }
            if method != .get { try FormToken.check(request, context) }
        } else if FormToken.isCrossSite(request) {
            throw Problem.crossSite
        }
        return try await respond(request, context)
    }

    private static func read<Input: Codable & Sendable>(
        _ type: Input.Type,
        from request: Request,
        _ context: ConsoleContext
    ) async throws -> Input {
        if let nothing = Nothing() as? Input { return nothing }
        let untrustedBody = try await request.body.collect(upTo: context.maxUploadSize)
        do {
            return try ConsoleJSON.decode(type, from: Data(untrustedBody.readableBytesView))
        } catch let error as DecodingError {
            throw Problem.badRequest(error.wish)
        }
    }

    private static func json(_ value: some Encodable, status: Int) throws -> Response {
        Response(
            status: .init(code: status),
            headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: try ConsoleJSON.encode(value)))
        )
    }
}

extension DecodingError {
    /// What the reader of the body would have liked to see.
    fileprivate var wish: String {
        switch self {
        case .keyNotFound(let key, _): "The body lacks the member '\(key.stringValue)'."
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "The member '\(context.path)' has the wrong type."
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            "The value of '\(context.path)' is not one that this call knows."
        default: "The body is not valid JSON."
        }
    }
}

extension DecodingError.Context {
    fileprivate var path: String { codingPath.map(\.stringValue).joined(separator: ".") }
}
