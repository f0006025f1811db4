import Inventory

/// The picture of a notice: 640 by 480 pixels of one bit, as the graphics adapter's mode 11h has them.
struct NoticePicture: Sendable, Hashable {
    static let width = 640
    static let height = 480
    private static let margin = 16
    private static let lineHeight = 17

    /// Rows of bits, the first the highest of its byte; 1 is light.
    private(set) var bits = [UInt8](repeating: 0, count: width * height / 8)

    /// Draws what the person at a PC that is cut off is told, in all its languages.
    init(_ notice: CutOffNotice, font: NoticeFont) {
        var y = Self.margin / 2
        for language in CutOffNotice.Language.allCases {
            let words = notice.words(language)
            y = draw(words.heading, y, font, scale: 2) + 4
            y = draw(words.why, y, font)
            for row in words.rows where !row.value.isEmpty { y = draw("\(row.name): \(row.value)", y, font) }
            y = draw(words.advice, y, font) + 14
        }
    }

    /// Draws a text in as many lines as it takes, and returns where the next begins.
    private mutating func draw(_ text: String, _ top: Int, _ font: NoticeFont, scale: Int = 1) -> Int {
        let glyphs = text.unicodeScalars.compactMap { scalar in
            (font.glyph(scalar) ?? font.glyph("?")).map { (scalar: scalar, glyph: $0) }
        }
        var (rest, y) = (glyphs[...], top)
        while !rest.isEmpty {
            let line = rest.prefix(Self.length(of: rest, scale))
            draw(line.map(\.glyph), y, scale)
            rest = rest.dropFirst(line.count)
            y += Self.lineHeight * scale
        }
        return y
    }

    /// How many characters the next line takes: up to the last space that fits, or as many as fit; always one.
    private static func length(of glyphs: ArraySlice<(scalar: Unicode.Scalar, glyph: NoticeFont.Glyph)>, _ scale: Int)
        -> Int
    {
        var (x, count, breakable) = (0, 0, 0)
        for (scalar, glyph) in glyphs {
            x += glyph.advance * scale
            guard x <= width - 2 * margin else { return max(breakable > 0 ? breakable : count, 1) }
            count += 1
            // Between characters of Japanese a line may end anywhere.
            if scalar == " " || scalar.value >= 0x3000 { breakable = count }
        }
        return count
    }

    private mutating func draw(_ glyphs: [NoticeFont.Glyph], _ y: Int, _ scale: Int) {
        var x = Self.margin
        for glyph in glyphs {
            draw(glyph, x, y, scale)
            x += glyph.advance * scale
        }
    }

    private mutating func draw(_ glyph: NoticeFont.Glyph, _ x: Int, _ y: Int, _ scale: Int) {
        for row in 0..<glyph.height * scale {
            for column in 0..<glyph.width * scale where glyph.isSet(column / scale, row / scale) {
                light(x + glyph.left * scale + column, y + glyph.top * scale + row)
            }
        }
    }

    private mutating func light(_ x: Int, _ y: Int) {
        guard (0..<Self.width).contains(x), (0..<Self.height).contains(y) else { return }
        bits[(y * Self.width + x) / 8] |= 0x80 >> UInt8(x % 8)
    }
}
