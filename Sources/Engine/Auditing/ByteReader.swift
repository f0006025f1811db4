/// Takes numbers and counted bytes from the front of bytes that nobody has checked.
struct ByteReader {
    private var rest: ArraySlice<UInt8>

    init(_ untrustedBytes: [UInt8]) { rest = untrustedBytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    /// A number, most significant byte first.
    mutating func number<Number: FixedWidthInteger & UnsignedInteger>(_ type: Number.Type) -> Number? {
        bytes(Number.bitWidth / 8)?.reduce(0) { $0 &<< 8 | Number($1) }
    }

    mutating func bytes(_ count: Int) -> [UInt8]? {
        guard rest.count >= count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    /// Bytes after one byte that counts them.
    package mutating func counted() -> [UInt8]? { number(UInt8.self).flatMap { bytes(Int($0)) } }

    /// Counted bytes that are text.
    mutating func text() -> String? { counted().flatMap { String(validating: $0, as: UTF8.self) } }
}

/// Bytes behind one that counts them; what one byte cannot count is cut off.
package func counted(_ bytes: [UInt8]) -> [UInt8] { [UInt8(min(bytes.count, 255))] + bytes.prefix(255) }
