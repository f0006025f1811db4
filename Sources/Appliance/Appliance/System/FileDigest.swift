import Crypto
import Glibc

/// The SHA-256 of files.
enum FileDigest {
    /// The digest in hex; nil when the file cannot be read to its end.
    static func sha256(of path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var hash = SHA256()
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = read(file, &buffer, buffer.count)
            guard count >= 0 else { return nil }
            if count == 0 { return hex(hash.finalize()) }
            hash.update(data: buffer[..<count])
        }
    }

    /// Bytes in hex.
    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
