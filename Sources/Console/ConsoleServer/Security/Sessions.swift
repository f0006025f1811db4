import ConsoleAPI
public import Foundation
import Logging

/// The open sessions; they outlive a restart of the console.
public actor Sessions {
    private let accounts: Accounts
    private let file: StateFile
    private let lifetime: TimeInterval
    private let logger: Logger
    private let now: @Sendable () -> Date
    private var throttle = LoginThrottle()
    private var sessions: [String: Session]

    /// Takes up the sessions kept in the state directory.
    public init(
        accounts: Accounts,
        directory: URL,
        lifetime: TimeInterval = 12 * 3600,
        now: @escaping @Sendable () -> Date = { Date() }
    ) throws {
        self.accounts = accounts
        self.lifetime = lifetime
        self.now = now
        logger = Logger(label: "sekisho.sessions")
        file = StateFile("sessions.json", in: directory)
        let kept = try file.read().map { try ConsoleJSON.decode([String: Session].self, from: $0) } ?? [:]
        sessions = kept.filter { $0.value.expiresAt > now() }
    }

    /// Opens a session.
    func login(_ untrustedLogin: LoginRequest) throws -> LoginAnswer {
        let wait = throttle.wait(for: untrustedLogin.user, at: now())
        guard wait == 0 else { throw Problem.tooManyAttempts(seconds: wait) }
        guard accounts.accepts(user: untrustedLogin.user, password: untrustedLogin.password) else {
            throttle.failed(untrustedLogin.user, at: now())
            logger.warning("wrong name or password")
            throw Problem.wrongPassword
        }
        throttle.succeeded(untrustedLogin.user)
        return open(for: untrustedLogin.user)
    }

    /// The session that a token opens.
    func session(_ untrustedToken: String) -> Session? {
        guard let session = sessions[Secret.digest(untrustedToken)], session.expiresAt > now() else { return nil }
        return session
    }

    /// Ends a session.
    func logout(_ untrustedToken: String) {
        sessions[Secret.digest(untrustedToken)] = nil
        keep()
    }

    private func open(for user: String) -> LoginAnswer {
        let token = Secret.token()
        let session = Session(user: user, formToken: Secret.token(), expiresAt: now().addingTimeInterval(lifetime))
        sessions = sessions.filter { $0.value.expiresAt > now() }
        sessions[Secret.digest(token)] = session
        keep()
        return LoginAnswer(token: token, expiresAt: session.expiresAt)
    }

    private func keep() {
        do {
            try file.write(ConsoleJSON.encode(sessions))
        } catch {
            logger.error("sessions are not kept", metadata: ["error": "\(error)"])
        }
    }
}
