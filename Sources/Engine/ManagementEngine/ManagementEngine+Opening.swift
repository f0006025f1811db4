import FoundationEssentials
import HTTPDigest
import NVRAM

extension ManagementEngine {
    /// The digest realm is made once and kept, for consoles know the device by it.
    static func digestRealm(_ nvram: NVRAM) async throws -> String {
        if let kept = try await nvram.setting("digestRealm", as: String.self) { return kept }
        let digits = UUID().uuidString.filter { $0 != "-" }.uppercased()
        let made = "Digest:" + digits
        try await nvram.set(made, for: "digestRealm")
        return made
    }

    /// - Returns: whether there was none before.
    static func makeAdministrator(
        _ administrator: (name: String, password: @Sendable () throws -> String?),
        _ digestRealm: String,
        _ nvram: NVRAM
    ) async throws -> Bool {
        guard try await !nvram.users().contains(where: \.isAdministrator) else { return false }
        // Without a password the engine waits to be set up from inside the PC.
        guard let password = try administrator.password() else { return false }
        guard password.utf8.count >= 8 else { throw EngineError.weakPassword }
        let secret = HTTPDigest.secret(user: administrator.name, digestRealm: digestRealm, password: password)
        try await nvram.set(
            UserRecord(
                name: administrator.name,
                digestRealm: digestRealm,
                ha1: secret,
                realms: [3],
                isAdministrator: true,
                isEnabled: true
            )
        )
        return true
    }
}

/// Why an engine cannot be opened.
public enum EngineError: Error, Sendable, CustomStringConvertible {
    case weakPassword

    /// What to do.
    public var description: String {
        switch self {
        case .weakPassword: "the administrator's password must have at least 8 characters"
        }
    }
}
