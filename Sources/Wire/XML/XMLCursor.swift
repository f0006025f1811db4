/// A place in the bytes of a document, and the smallest things that can be read there.
struct XMLCursor {
    /// A name as the document writes it.
    struct QualifiedName: Hashable {
        var prefix: String
        var local: String

        /// The prefix that the attribute of this name declares; nil when it declares none.
        var declaredPrefix: String? {
            if prefix == "xmlns" { return local }
            return prefix.isEmpty && local == "xmlns" ? "" : nil
        }
    }

    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var atEnd: Bool { place >= bytes.count }

    func error(_ problem: String) -> XMLError { XMLError(problem: problem, offset: place) }

    func starts(_ text: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        return bytes[place...].starts(with: wanted)
    }

    @discardableResult
    mutating func skip(_ text: StaticString) -> Bool {
        guard starts(text) else { return false }
        place += text.utf8CodeUnitCount
        return true
    }

    mutating func expect(_ text: StaticString) throws(XMLError) {
        guard skip(text) else { throw error(atEnd ? "unexpected end" : "\(text) expected") }
    }

    @discardableResult
    mutating func skipSpace() -> Bool {
        while place < bytes.count, Self.isSpace(bytes[place]) { place += 1 }
        return place < bytes.count
    }

    mutating func skip(past text: StaticString) throws(XMLError) { _ = try self.text(upTo: text) }

    /// The text up to a mark, which is passed too.
    mutating func text(upTo mark: StaticString) throws(XMLError) -> String {
        let start = place
        while !starts(mark) {
            guard !atEnd else { throw error("unexpected end") }
            place += 1
        }
        defer { place += mark.utf8CodeUnitCount }
        return try decoded(start..<place)
    }

    mutating func qualifiedName() throws(XMLError) -> QualifiedName {
        let first = try name()
        guard skip(":") else { return QualifiedName(prefix: "", local: first) }
        return QualifiedName(prefix: first, local: try name())
    }

    private mutating func name() throws(XMLError) -> String {
        let start = place
        while place < bytes.count, Self.isName(bytes[place]) { place += 1 }
        guard place > start, !Self.isDigitOrMark(bytes[start]) else { throw error("name expected") }
        return try decoded(start..<place)
    }

    mutating func attributeValue() throws(XMLError) -> String {
        skipSpace()
        try expect("=")
        skipSpace()
        guard place < bytes.count, bytes[place] == 0x22 || bytes[place] == 0x27 else { throw error("quote expected") }
        let quote = bytes[place]
        place += 1
        let value = try characters { $0 == quote || $0 == 0x3C }
        guard place < bytes.count, bytes[place] == quote else { throw error("value without end") }
        place += 1
        return value
    }

    mutating func characterData() throws(XMLError) -> String {
        guard !atEnd else { throw error("unexpected end") }
        return try characters { $0 == 0x3C }
    }

    /// Characters up to a byte that ends them, with references resolved.
    private mutating func characters(_ isEnd: (UInt8) -> Bool) throws(XMLError) -> String {
        var text = ""
        while place < bytes.count, !isEnd(bytes[place]) {
            if bytes[place] == 0x26 {
                text.unicodeScalars.append(try reference())
            } else {
                let start = place
                while place < bytes.count, !isEnd(bytes[place]), bytes[place] != 0x26 { place += 1 }
                text += try decoded(start..<place)
            }
        }
        return text
    }

    private mutating func reference() throws(XMLError) -> Unicode.Scalar {
        place += 1
        let end = bytes[place...].prefix(10).firstIndex(of: 0x3B)
        guard let end else { throw error("reference without end") }
        let name = String(decoding: bytes[place..<end], as: UTF8.self)
        guard let scalar = Self.scalar(name) else { throw error("unknown reference") }
        place = end + 1
        return scalar
    }

    private static func scalar(_ name: String) -> Unicode.Scalar? {
        switch name {
        case "lt": "<"
        case "gt": ">"
        case "amp": "&"
        case "quot": "\""
        case "apos": "'"
        default: numbered(name)
        }
    }

    private static func numbered(_ name: String) -> Unicode.Scalar? {
        guard name.hasPrefix("#") else { return nil }
        let isHexadecimal = name.hasPrefix("#x")
        let digits = name.dropFirst(isHexadecimal ? 2 : 1)
        guard digits.allSatisfy(\.isHexDigit), let number = UInt32(digits, radix: isHexadecimal ? 16 : 10),
            number >= 0x20 || [9, 10, 13].contains(number)
        else { return nil }
        return Unicode.Scalar(number)
    }

    private func decoded(_ range: Range<Int>) throws(XMLError) -> String {
        guard let text = String(validating: bytes[range], as: UTF8.self) else { throw error("not UTF-8") }
        guard !bytes[range].contains(where: { $0 < 0x20 && !Self.isSpace($0) }) else {
            throw error("control character")
        }
        return text
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (9...10).contains(byte) || byte == 13 }

    private static func isName(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x5F || byte >= 0x80
            || isDigitOrMark(byte)
    }

    private static func isDigitOrMark(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
    }
}
