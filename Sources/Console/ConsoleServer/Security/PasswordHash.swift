import Crypto
import Foundation
import _CryptoExtras

/// A password as it is kept: stretched with scrypt and a salt of its own.
struct PasswordHash: Codable, Hashable, Sendable {
    private let salt: Data
    private let key: Data
    private let rounds: Int

    /// The hash of a password with a new salt.
    init(_ password: String, rounds: Int) throws {
        let salt = Data((0..<16).map { _ in UInt8.random(in: .min ... .max) })
        self.salt = salt
        self.rounds = rounds
        self.key = try Self.stretch(password, salt: salt, rounds: rounds)
    }

    /// Whether the password is the one; takes the same time for each wrong one.
    func matches(_ untrustedPassword: String) -> Bool {
        guard let candidate = try? Self.stretch(untrustedPassword, salt: salt, rounds: rounds) else { return false }
        return candidate.count == key.count && zip(candidate, key).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func stretch(_ password: String, salt: Data, rounds: Int) throws -> Data {
        let key = try KDF.Scrypt.deriveKey(
            from: Data(password.utf8),
            salt: salt,
            outputByteCount: 32,
            rounds: rounds,
            blockSize: 8,
            parallelism: 1
        )
        return key.withUnsafeBytes { Data($0) }
    }
}
