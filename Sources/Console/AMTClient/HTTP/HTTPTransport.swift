import HTTPDigest
import NIOCore
import NIOHTTP1
import WSMan
public import XML

/// Reaches a management engine over HTTP with digest authentication.
///
/// Keeps one connection and sends one request at a time, as firmware likes it; callers may send from many tasks.
public actor HTTPTransport: Transport {
    /// What an engine may take.
    public struct Limits: Sendable {
        /// How long a connection may take to open.
        public var connecting: Duration
        /// How long an answer may take to be complete.
        public var answering: Duration
        /// How long an answer's body may be.
        public var answerBytes: Int
        /// How long an unused connection is kept; firmware drops it after some seconds, at a moment we cannot see.
        public var idling: Duration

        /// Creates limits; those of an ordinary network when nothing is given.
        public init(
            connecting: Duration = .seconds(5),
            answering: Duration = .seconds(60),
            answerBytes: Int = 4 << 20,
            idling: Duration = .seconds(3)
        ) {
            self.connecting = connecting
            self.answering = answering
            self.answerBytes = answerBytes
            self.idling = idling
        }
    }

    private let address: EngineAddress
    private let user: String
    private let password: String
    private let limits: Limits
    private let pin: (any CertificatePin)?
    private var digest: DigestClient
    private var kept: (connection: HTTPConnection, since: ContinuousClock.Instant)?
    private var turns = Turns()

    /// Logs in as `user` at the engine that listens there. Nothing is sent before the first request.
    ///
    /// - Parameter pin: what is kept of the engine's certificate; nil to speak without TLS.
    public init(
        host: String,
        port: Int = 16992,
        user: String,
        password: String,
        pin: (any CertificatePin)? = nil,
        limits: Limits = Limits()
    ) {
        address = EngineAddress(host: host, port: port)
        self.pin = pin
        self.user = user
        self.password = password
        self.limits = limits
        digest = DigestClient(user: user, password: password)
    }

    /// The digest realm of the engine, which identifies it; nil before the first answer.
    public var digestRealm: String? { digest.digestRealm }

    /// Sends one request and waits for its answer.
    public func send(
        body: XMLElement?,
        action: String,
        to resourceURI: String,
        selectors: [String: String]
    ) async throws -> XMLElement? {
        let request = RequestEnvelope(
            body: body,
            action: action,
            resourceURI: resourceURI,
            selectors: selectors,
            messageID: RequestEnvelope.randomMessageID()
        )
        await waitForTurn()
        defer { turns.end() }
        try Task.checkCancellation()
        return try result(of: await authorized(request), to: request)
    }

    private func waitForTurn() async {
        guard !turns.begin() else { return }
        await withCheckedContinuation { turns.wait($0) }
    }

    private func result(of answer: HTTPAnswer, to request: RequestEnvelope) throws(AMTClientError) -> XMLElement? {
        guard [200, 400, 500].contains(answer.status) else { throw .malformed("HTTP status \(answer.status)") }
        let envelope = try ResponseEnvelope(
            untrusted: answer.body,
            limits: XMLLimits(bytes: limits.answerBytes, elements: 200_000)
        )
        guard answer.status == 200 else { throw .malformed("HTTP status \(answer.status) without a fault") }
        guard ["", request.messageID].contains(envelope.relatesTo) else {
            throw .malformed("answer to another message")
        }
        return envelope.body
    }

    /// Answers the challenge of the engine once.
    private func authorized(_ request: RequestEnvelope) async throws -> HTTPAnswer {
        let first = try await post(request)
        guard first.status == 401 else { return first }
        let challenges = first.head.headers["WWW-Authenticate"]
        guard challenges.contains(where: { digest.take(untrustedChallenge: $0) }) else {
            throw AMTClientError.malformed("no challenge for digest authentication with MD5")
        }
        let second = try await post(request)
        guard second.status != 401 else {
            digest = DigestClient(user: user, password: password)
            throw AMTClientError.unauthorized
        }
        return second
    }

    /// Sends a request on the kept connection, or a new one.
    private func post(_ request: RequestEnvelope) async throws -> HTTPAnswer {
        guard let connection = takeKept() else { return try await post(request, on: open()) }
        do {
            return try await post(request, on: connection)
        } catch AMTClientError.unreachable where request.isRepeatable {
            return try await post(request, on: open())
        }
    }

    private func post(_ request: RequestEnvelope, on connection: HTTPConnection) async throws -> HTTPAnswer {
        let body = ByteBuffer(bytes: request.bytes)
        let answer = try await checked(connection) {
            try await connection.exchange(head(length: body.readableBytes), body, within: limits.answering)
        }
        if answer.head.isKeepAlive, answer.status != 401 { kept = (connection, .now) }
        return answer
    }

    private func open() async throws -> HTTPConnection {
        let trust = pin == nil ? nil : CertificateTrust(expected: try await pin?.expected())
        return try await HTTPConnection.open(address, trust: trust, limits: limits)
    }

    /// Says that a certificate changed where that is why the connection failed, and keeps the first one.
    private func checked(
        _ connection: HTTPConnection,
        _ exchange: () async throws -> HTTPAnswer
    ) async throws -> HTTPAnswer {
        do {
            let answer = try await exchange()
            if let trust = connection.trust, trust.expected == nil, let shown = trust.shown {
                try await keepFirst(shown)
            }
            return answer
        } catch {
            throw connection.trust?.refusal ?? error
        }
    }

    private func keepFirst(_ fingerprint: String) async throws {
        if try await pin?.expected() == nil { try await pin?.keep(fingerprint) }
    }

    private func takeKept() -> HTTPConnection? {
        defer { kept = nil }
        guard let kept, kept.connection.isOpen, kept.since.duration(to: .now) < limits.idling else { return nil }
        return kept.connection
    }

    private func head(length: Int) -> HTTPRequestHead {
        var headers: HTTPHeaders = [
            "Host": "\(address)",
            "Content-Type": "application/soap+xml; charset=utf-8",
            "Content-Length": "\(length)",
        ]
        let answer = digest.answer(method: "POST", uri: "/wsman", cnonce: RandomText.hexadecimal(32))
        if let answer { headers.add(name: "Authorization", value: answer) }
        return HTTPRequestHead(version: .http1_1, method: .POST, uri: "/wsman", headers: headers)
    }
}

extension RequestEnvelope {
    /// Whether the request does no harm when the engine carries it out twice.
    fileprivate var isRepeatable: Bool {
        [WSManOperation.get, .put, .enumerate].contains { $0.action(on: resourceURI) == action }
    }
}
