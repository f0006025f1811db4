/// Base64 of whole groups of three bytes, so never with padding.
enum Base64 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let values: [UInt8?] = {
        var values = [UInt8?](repeating: nil, count: 256)
        for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }()

    /// The text of bytes, which are a multiple of three.
    static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for place in stride(from: 0, to: bytes.count - bytes.count % 3, by: 3) {
            let word = UInt32(bytes[place]) << 16 | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2])
            text += [18, 12, 6, 0].map { digits[Int(word >> UInt32($0) & 63)] }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text of exactly `count` digits, a multiple of four; nil of any other.
    static func bytes(untrusted text: String, count: Int) -> [UInt8]? {
        let characters = Array(text.utf8)
        guard characters.count == count, count % 4 == 0 else { return nil }
        var bytes: [UInt8] = []
        for place in stride(from: 0, to: count, by: 4) {
            var word: UInt32 = 0
            for character in characters[place..<place + 4] {
                guard let value = values[Int(character)] else { return nil }
                word = word << 6 | UInt32(value)
            }
            bytes += [16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
        }
        return bytes
    }
}
