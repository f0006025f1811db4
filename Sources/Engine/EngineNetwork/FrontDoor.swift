import FoundationEssentials
public import ManagementEngine

/// What the management port does with a request: who may pass, and to where.
public struct FrontDoor: Sendable {
    let engine: ManagementEngine

    /// The door of an engine.
    public init(_ engine: ManagementEngine) { self.engine = engine }

    /// Answers a request.
    func answer(_ request: HTTPRequest) async -> HTTPReply {
        let server = Identity.server
        if request.tooLarge { return .page("413 Payload Too Large", "Request too large", server: server) }
        switch (request.method, request.untrustedPath) {
        case ("GET", "/"), ("HEAD", "/"): return .seeLogon(server: server)
        case ("GET", "/logon.htm"), ("HEAD", "/logon.htm"):
            return .page("200 OK", "Intel(R) Active Management Technology", server: server, closes: false)
        case ("POST", "/wsman"), ("GET", "/index.htm"): return await guarded(request)
        case (_, "/wsman"): return .page("405 Method Not Allowed", "Method not allowed", server: server)
        default: return .page("404 Not Found", "Not found", server: server)
        }
    }

    private func guarded(_ request: HTTPRequest) async -> HTTPReply {
        let admission = await admission(of: request)
        guard case .admitted(let caller) = admission else {
            let challenge = await engine.challenge(isStale: admission == .stale)
            return .unauthorized(challenge: challenge, server: Identity.server)
        }
        if request.method == "GET" {
            return .page("200 OK", "System Status", server: Identity.server, closes: false)
        }
        let (envelope, isFault) = await engine.answer(request.untrustedBody, for: caller)
        return .envelope(envelope, fault: isFault, server: Identity.server, date: HTTPDate.text(Date()))
    }

    /// Who sends a request; one who has guessed too often waits before the guess is judged.
    private func admission(of request: HTTPRequest, turn: LoginTurn? = nil) async -> Admission {
        let admission = await engine.admit(
            request.untrustedAuthorization,
            method: request.method,
            uri: request.untrustedURI,
            from: .network(address: request.peer),
            isEncrypted: request.isEncrypted,
            turn: turn
        )
        guard case .waiting(let turn) = admission else { return admission }
        do {
            try await Task.sleep(for: turn.wait)
        } catch {
            return .unanswered
        }
        return await self.admission(of: request, turn: turn)
    }
}
