/// A bitmap font in GRUB's format PFF2, such as the Unifont that every Debian with GRUB has.
///
/// Nothing of the file is believed: what lies outside of it, or is larger than a character of this screen, is no glyph.
struct NoticeFont: Sendable {
    /// The picture of one character.
    struct Glyph: Sendable, Hashable {
        var width: Int
        var height: Int
        /// Where its left upper corner is, from the pen and from the top of the line.
        var left: Int
        var top: Int
        /// How far the pen moves.
        var advance: Int
        /// Rows of bits without gaps, the first the highest of its byte.
        var bits: [UInt8]

        /// Whether a pixel is set.
        func isSet(_ column: Int, _ row: Int) -> Bool {
            let place = row * width + column
            return bits[place / 8] >> UInt8(7 - place % 8) & 1 == 1
        }
    }

    private let bytes: [UInt8]
    private let index: Range<Int>
    private let ascent: Int
    private static let entrySize = 9
    private static let largest = 32

    /// Reads a font; nil when it is none.
    init?(untrusted bytes: [UInt8]) {
        guard bytes.starts(with: Array("FILE".utf8) + [0, 0, 0, 4] + Array("PFF2".utf8)) else { return nil }
        let sections = Self.sections(bytes)
        guard let index = sections["CHIX"], let ascent = sections["ASCE"], ascent.count == 2 else { return nil }
        self.bytes = bytes
        self.index = index
        self.ascent = Self.number(bytes, ascent.lowerBound, 2) ?? 0
    }

    /// The glyph of a character; nil when the font has none.
    func glyph(_ scalar: Unicode.Scalar) -> Glyph? {
        var (low, high) = (0, index.count / Self.entrySize)
        while low < high {
            let middle = (low + high) / 2
            let entry = index.lowerBound + middle * Self.entrySize
            guard let code = Self.number(bytes, entry, 4) else { return nil }
            if code == Int(scalar.value) { return Self.number(bytes, entry + 5, 4).flatMap(read) }
            if code < Int(scalar.value) { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    private func read(at place: Int) -> Glyph? {
        let fields = (0..<5).compactMap { Self.number(bytes, place + 2 * $0, 2) }
        guard fields.count == 5, fields[0] <= Self.largest, fields[1] <= Self.largest else { return nil }
        let signed = fields.map { Int(Int16(truncatingIfNeeded: $0)) }
        let size = (fields[0] * fields[1] + 7) / 8
        guard place + 10 + size <= bytes.count else { return nil }
        return Glyph(
            width: fields[0],
            height: fields[1],
            left: signed[2],
            top: ascent - signed[3] - fields[1],
            advance: min(max(signed[4], 0), Self.largest),
            bits: Array(bytes[place + 10..<place + 10 + size])
        )
    }

    /// The content of each section before the glyphs, by its name.
    private static func sections(_ bytes: [UInt8]) -> [String: Range<Int>] {
        var (found, place) = ([String: Range<Int>](), 0)
        while place + 8 <= bytes.count, let size = number(bytes, place + 4, 4) {
            let name = String(decoding: bytes[place..<place + 4], as: UTF8.self)
            guard name != "DATA", size <= bytes.count - place - 8 else { break }
            found[name] = place + 8..<place + 8 + size
            place += 8 + size
        }
        return found
    }

    private static func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int? {
        guard place >= 0, place + count <= bytes.count else { return nil }
        return bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
    }
}
