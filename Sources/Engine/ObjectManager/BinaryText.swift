import FoundationEssentials

/// Bytes as CIM's base64 parameters carry them.
package enum Base64 {
    /// The text of bytes.
    package static func text(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    /// The bytes of a text; nil when it is not base64. Some clients break the text into lines.
    package static func bytes(_ untrusted: String) -> [UInt8]? {
        Data(base64Encoded: String(untrusted.filter { !$0.isWhitespace })).map(Array.init)
    }
}

/// Bytes as CIM's hexBinary parameters carry them.
package enum Hexadecimal {
    /// The bytes of a text; nil when it is not hexadecimal, or longer than so many bytes.
    package static func bytes(_ untrusted: String, atMost count: Int) -> [UInt8]? {
        let digits = Array(untrusted.utf8)
        guard digits.count.isMultiple(of: 2), digits.count / 2 <= count else { return nil }
        var bytes: [UInt8] = []
        for place in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(digits[place]), let low = value(digits[place + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
