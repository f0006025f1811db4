import ConsoleAPI
public import Foundation

/// Who may open a session.
public struct Accounts: Sendable {
    /// The name of the administrator.
    public static let administrator = "admin"

    private let hashes: [String: PasswordHash]
    private let decoy: PasswordHash

    /// Reads the accounts from the state directory; makes the administrator when there are none.
    ///
    /// - Parameter announce: Takes the password of an administrator who is made just now, before it is kept.
    public static func open(in directory: URL, announce: (String) throws -> Void) throws -> Accounts {
        let file = StateFile("accounts.json", in: directory)
        if let bytes = try file.read() {
            return try Accounts(ConsoleJSON.decode([String: PasswordHash].self, from: bytes))
        }
        let password = Secret.password()
        let hashes = [administrator: try PasswordHash(password)]
        try announce(password)
        try file.write(ConsoleJSON.encode(hashes))
        return try Accounts(hashes)
    }

    private init(_ hashes: [String: PasswordHash]) throws {
        self.hashes = hashes
        decoy = try PasswordHash(Secret.password())
    }

    /// Whether the password is that user's. An unknown user takes as long as a wrong password.
    func accepts(user untrustedUser: String, password untrustedPassword: String) -> Bool {
        guard let hash = hashes[untrustedUser] else {
            _ = decoy.matches(untrustedPassword)
            return false
        }
        return hash.matches(untrustedPassword)
    }
}
