import Crypto
import Glibc

/// The SHA-256 of files.
enum FileDigest {
    /// The digest in hex; nil when the file cannot be read to its end.
    static func sha256(of path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { return nil }
        defer { close(file) }
        return sha256(of: file)
    }

    /// The digest of an open file in hex, wherever it is being read; nil when it cannot be read to its end.
    static func sha256(of file: Int32) -> String? {
        var hash = SHA256()
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        var place = 0
        while true {
            let count = pread(file, &buffer, buffer.count, place)
            guard count >= 0 else { return nil }
            if count == 0 { return hex(hash.finalize()) }
            hash.update(data: buffer[..<count])
            place += count
        }
    }

    /// Bytes in hex.
    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
