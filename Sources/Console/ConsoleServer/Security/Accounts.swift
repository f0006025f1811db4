import ConsoleAPI
public import Foundation

/// Who may open a session.
public struct Accounts: Sendable {
    /// The name of the administrator.
    public static let administrator = "admin"

    private let hashes: [String: PasswordHash]

    /// Reads the accounts from the state directory; makes the administrator when there are none.
    ///
    /// - Parameter announce: Takes the password of an administrator who is made just now, before it is kept.
    public static func open(in directory: URL, announce: (String) throws -> Void) throws -> Accounts {
        try open(in: directory, rounds: 16384, announce: announce)
    }

    /// The same with another cost of stretching.
    static func open(in directory: URL, rounds: Int, announce: (String) throws -> Void) throws -> Accounts {
        let file = StateFile("accounts.json", in: directory)
        if let bytes = try file.read() {
            return Accounts(try ConsoleJSON.decode([String: PasswordHash].self, from: bytes))
        }
        let password = Secret.password()
        let hashes = [administrator: try PasswordHash(password, rounds: rounds)]
        try announce(password)
        try file.write(ConsoleJSON.encode(hashes))
        return Accounts(hashes)
    }

    private init(_ hashes: [String: PasswordHash]) {
        self.hashes = hashes
    }

    /// Whether the password is that user's. An unknown user takes as long as a wrong password.
    func accepts(user untrustedUser: String, password untrustedPassword: String) -> Bool {
        guard let hash = hashes[untrustedUser] else {
            _ = hashes.values.first?.matches(untrustedPassword)
            return false
        }
        return hash.matches(untrustedPassword)
    }
}
