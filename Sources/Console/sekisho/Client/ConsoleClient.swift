import ConsoleAPI
import FoundationEssentials
import NIOCore
import NIOHTTP1

/// Carries out the calls of the REST interface.
struct ConsoleClient: Sendable {
    private static let largestAnswer = 64 << 20

    private let connection: Connection
    private let token: String?

    /// A client with a session, or without one to open it.
    init(address: ConsoleAddress, trust: Trust, token: String?) {
        connection = Connection(address: address, trust: trust)
        self.token = token
    }

    /// A client with the session that `sekisho login` left behind.
    static func saved() throws -> ConsoleClient {
        guard let session = try SavedSession.load(), session.token != nil else { throw CommandError.notLoggedIn }
        return ConsoleClient(address: try ConsoleAddress(session.address), trust: session.trust, token: session.token)
    }

    /// Sends a request without a body.
    func send<Answer>(_ call: Call<Nothing, Answer>, _ values: String...) async throws -> Answer {
        try await send(call.method, CallPath.fill(call.path, with: values), body: Data(), as: Answer.self)
    }

    /// Sends a request with a body.
    func send<Input, Answer>(_ call: Call<Input, Answer>, _ values: String..., body: Input) async throws -> Answer {
        let path = CallPath.fill(call.path, with: values)
        return try await send(call.method, path, body: try ConsoleJSON.encode(body), as: Answer.self)
    }

    /// Follows a stream until it ends or the receiver has seen enough.
    func follow<Answer>(
        _ call: Call<Nothing, Answer>,
        _ values: String...,
        receive: (Answer) throws -> Bool
    ) async throws {
        let path = CallPath.fill(call.path, with: values)
        try await connection.use { inbound, outbound in
            try await write(call.method, path, Data(), to: outbound)
            var lines = EventLines()
            var refusal: (status: Int, body: Data)?
            for try await part in inbound {
                switch part {
                case .head(let head) where head.status != .ok: refusal = (Int(head.status.code), Data())
                case .body(let bytes) where refusal != nil: refusal?.body.append(contentsOf: bytes.readableBytesView)
                case .body(let bytes):
                    for untrustedEvent in try lines.feed(bytes.readableBytesView) {
                        guard try receive(Self.read(Answer.self, untrustedEvent)) else { return }
                    }
                case .end:
                    if let refusal { throw Self.refusal(refusal.status, refusal.body) }
                    return
                case .head: break
                }
            }
        }
    }

    private func send<Answer: Decodable & Sendable>(
        _ method: CallMethod,
        _ path: String,
        body: Data,
        as type: Answer.Type
    ) async throws -> Answer {
        let (status, answer) = try await connection.use { inbound, outbound in
            try await write(method, path, body, to: outbound)
            return try await read(inbound)
        }
        guard (200..<300).contains(status) else { throw Self.refusal(status, answer) }
        if let nothing = Nothing() as? Answer { return nothing }
        return try Self.read(type, answer)
    }

    private func write(
        _ method: CallMethod,
        _ path: String,
        _ body: Data,
        to outbound: NIOAsyncChannelOutboundWriter<HTTPClientRequestPart>
    ) async throws {
        var headers: HTTPHeaders = [
            "Host": connection.address.hostHeader, "User-Agent": "sekisho", "Connection": "close",
        ]
        if let token { headers.add(name: "Authorization", value: "Bearer \(token)") }
        if method == .post {
            headers.add(name: "Content-Type", value: "application/json")
            headers.add(name: "Content-Length", value: "\(body.count)")
        }
        let verb = HTTPMethod(rawValue: method.rawValue)
        try await outbound.write(.head(.init(version: .http1_1, method: verb, uri: path, headers: headers)))
        if !body.isEmpty { try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: body)))) }
        try await outbound.write(.end(nil))
    }

    private func read(_ inbound: NIOAsyncChannelInboundStream<HTTPClientResponsePart>) async throws -> (Int, Data) {
        var status: Int?
        var body = Data()
        for try await part in inbound {
            switch part {
            case .head(let head): status = Int(head.status.code)
            case .body(let bytes):
                body.append(contentsOf: bytes.readableBytesView)
                guard body.count <= Self.largestAnswer else { throw CommandError.unreadable("it is too large") }
            case .end: return (status ?? 0, body)
            }
        }
        throw CommandError.noAnswer(address: connection.address.text)
    }

    private static func read<Answer: Decodable>(_ type: Answer.Type, _ untrustedBytes: Data) throws -> Answer {
        do {
            return try ConsoleJSON.decode(type, from: untrustedBytes)
        } catch {
            throw CommandError.unreadable("\(type)")
        }
    }

    private static func refusal(_ status: Int, _ untrustedBody: Data) -> CommandError {
        guard let problem = try? ConsoleJSON.decode(Problem.self, from: untrustedBody) else {
            return .unreadable("HTTP status \(status)")
        }
        if problem.type.hasSuffix(":login-needed") { return .sessionOver }
        return .refused(title: Printable.line(problem.title), detail: Printable.line(problem.detail))
    }
}
