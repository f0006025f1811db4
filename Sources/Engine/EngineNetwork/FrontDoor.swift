import ObjectManager
import FoundationEssentials
public import ManagementEngine
import NIOHTTP1

/// What the management port does with a request: who may pass, and to where.
public struct FrontDoor: Sendable {
    let engine: ManagementEngine
    private let server = Identity.server

    /// The door of an engine.
    public init(_ engine: ManagementEngine) { self.engine = engine }

    /// What is said to bytes that are no request, or one whose head is too large.
    func refusal(of problem: HTTPParserError) -> HTTPReply {
        let isTooLarge = problem == .headerOverflow
        return .refusal(isTooLarge ? "431 Request Header Fields Too Large" : "400 Bad Request", server: server)
    }

    /// Answers a request.
    ///
    /// - Parameter onAdmitted: called when the request has proved an account.
    func answer(_ request: HTTPRequest, onAdmitted: () -> Void = {}) async -> HTTPReply {
        if request.tooLarge { return .refusal("413 Payload Too Large", server: server) }
        switch (request.method, request.untrustedPath) {
        case ("GET", "/"), ("HEAD", "/"): return .seeLogon(server: server)
        case ("GET", "/logon.htm"), ("HEAD", "/logon.htm"): return .content(Array(Page.logon.utf8), server: server)
        case ("POST", "/wsman"): return await guarded(request, onAdmitted)
        case (_, let path) where path.hasPrefix(StorageDoor.prefix): return await guarded(request, onAdmitted)
        case ("GET", let path) where path.hasSuffix(".htm"), ("HEAD", let path) where path.hasSuffix(".htm"):
            return await guarded(request, onAdmitted)
        case (_, "/wsman"), (_, "/index.htm"): return .refusal("405 Method Not Allowed", server: server)
        default: return .refusal("404 Not Found", server: server)
        }
    }

    private func guarded(_ request: HTTPRequest, _ onAdmitted: () -> Void) async -> HTTPReply {
        let admission = await admission(of: request)
        guard case .admitted(let caller) = admission else { return await challenge(isStale: admission == .stale) }
        onAdmitted()
        switch request.untrustedPath {
        case "/wsman": return await envelope(request, caller)
        case "/index.htm": return if let own = await storage.index() { own } else { await status() }
        case "/hw-sys.htm": return if let page = await systemPage(for: caller) { page } else { await challenge() }
        case let path where !path.hasPrefix(StorageDoor.prefix): return .refusal("404 Not Found", server: server)
        case _ where await engine.mayStore(caller): return await storage.answer(request, caller)
        default: return await challenge()
        }
    }

    private var storage: StorageDoor { StorageDoor(storage: engine.webStorage, server: server) }

    private func challenge(isStale: Bool = false) async -> HTTPReply {
        .unauthorized(challenge: await engine.challenge(isStale: isStale), server: server)
    }

    private func envelope(_ request: HTTPRequest, _ caller: Caller) async -> HTTPReply {
        let (envelope, isFault) = await engine.answer(request.untrustedBody, for: caller)
        return .envelope(envelope, fault: isFault, server: server, date: HTTPDate.text(Date()))
    }

    private func status() async -> HTTPReply {
        .content(Array(Page.status(await engine.systemStatus()).utf8), server: server)
    }

    /// The page of the PC's hardware; nil for who may not read of it.
    private func systemPage(for caller: Caller) async -> HTTPReply? {
        guard let hardware = await engine.hardware(for: caller) else { return nil }
        return .content(Array(Page.system(await engine.systemStatus(), hardware).utf8), server: server)
    }

    /// Who sends a request; one who has guessed too often waits before the guess is judged.
    private func admission(of request: HTTPRequest, turn: LoginTurn? = nil) async -> Admission {
        let admission = await engine.admit(
            request.untrustedAuthorization,
            method: request.method,
            uri: request.untrustedURI,
            from: request.isLocal ? .local : .network(address: request.peer),
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
