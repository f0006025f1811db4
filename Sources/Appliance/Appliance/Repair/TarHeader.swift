/// The header of a plain file in a tar archive (POSIX ustar).
enum TarHeader {
    /// The 512 bytes before a file's content; nil when the name or the size does not fit.
    static func bytes(name: String, size: Int) -> [UInt8]? {
        let octal = String(size, radix: 8)
        guard !name.isEmpty, name.utf8.count <= 100, size >= 0, octal.utf8.count <= 11 else { return nil }
        var header = [UInt8](repeating: 0, count: 512)
        put(name, at: 0, in: &header)
        put("0000644", at: 100, in: &header)
        put("0000000", at: 108, in: &header)
        put("0000000", at: 116, in: &header)
        put(padded(octal, to: 11), at: 124, in: &header)
        put("00000000000", at: 136, in: &header)
        put("        ", at: 148, in: &header)
        put("0", at: 156, in: &header)
        put("ustar\0" + "00", at: 257, in: &header)
        let sum = header.reduce(0) { $0 + Int($1) }
        put(padded(String(sum, radix: 8), to: 6) + "\0 ", at: 148, in: &header)
        return header
    }

    /// How many zero bytes follow a content of this size.
    static func padding(after size: Int) -> Int { (512 - size % 512) % 512 }

    /// What ends an archive.
    static let end = [UInt8](repeating: 0, count: 1024)

    private static func put(_ text: String, at offset: Int, in header: inout [UInt8]) {
        for (index, byte) in text.utf8.enumerated() { header[offset + index] = byte }
    }

    private static func padded(_ text: String, to length: Int) -> String {
        String(repeating: "0", count: length - text.utf8.count) + text
    }
}
