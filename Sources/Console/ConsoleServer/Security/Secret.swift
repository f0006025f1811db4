import Crypto
import Foundation

/// Random texts that only their owner knows.
enum Secret {
    /// A token of 256 random bits.
    static func token() -> String {
        hex((0..<32).map { _ in UInt8.random(in: .min ... .max) })
    }

    /// A password that people can type: 100 random bits in letters and digits that are not mistaken for each other.
    static func password() -> String {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        let groups = (0..<4).map { _ in String((0..<5).compactMap { _ in letters.randomElement() }) }
        return groups.joined(separator: "-")
    }

    /// What is kept of a token, so that reading the file gives no session.
    static func digest(_ untrustedToken: String) -> String {
        hex(Array(SHA256.hash(data: Data(untrustedToken.utf8))))
    }

    /// Bytes in lower-case hexadecimal.
    static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
