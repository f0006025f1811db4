import AccessControl
public import ObjectManager
import Logging

extension ManagementEngine {
    /// The value of a `WWW-Authenticate` header.
    ///
    /// - Parameter isStale: tells the client that its password is right and its answer too old.
    public func challenge(isStale: Bool = false) -> String { gate.challenge(now: milliseconds, isStale: isStale) }

    /// Who sends a request, as its credentials prove.
    ///
    /// - Parameter turn: what an earlier call gave the same request to wait for.
    public func admit(
        _ untrustedHeader: String?,
        method: String,
        uri: String,
        from interface: Caller.Interface,
        isEncrypted: Bool,
        turn: LoginTurn? = nil
    ) async -> Admission {
        let request = Gate.Request(
            untrustedHeader: untrustedHeader,
            method: method,
            uri: uri,
            address: interface.address,
            turn: turn
        )
        switch gate.judge(request, now: milliseconds, secret: { accounts.secret(of: $0, from: interface) }) {
        case .passes(let user):
            return .admitted(Caller(user: user, interface: interface, isEncrypted: isEncrypted))
        case .unanswered, .turnedAway: return .unanswered
        case .stale: return .stale
        case .waits(let turn): return .waiting(turn)
        case .refused(let user, let failures):
            if let failures {
                await report(.passwordAttack(count: UInt16(clamping: failures), from: interface.address))
                await auditor.tellBadCredentials(of: user, from: interface)
            }
            return .refused(untrustedUser: user)
        }
    }

    /// A log that is full or broken keeps nobody out and lets nobody in.
    private func report(_ event: LoggedEvent) async {
        do {
            try await journal.log(event)
        } catch {
            logger.error("an event was not logged", metadata: ["event": "\(event.text)", "error": "\(error)"])
        }
    }
}
