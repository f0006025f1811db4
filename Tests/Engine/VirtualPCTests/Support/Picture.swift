@testable import VirtualPC

/// A picture of a screen in two colours: what is light and what is not.
struct Picture {
    let width: Int
    let height: Int
    /// One for each pixel, row after row.
    private let isLight: [Bool]

    /// Reads a portable pixmap; nil while it is written.
    init?(ppm bytes: [UInt8]) {
        let fields = bytes.prefix(32).split(separator: 0x0A, maxSplits: 3, omittingEmptySubsequences: false)
        guard fields.count == 4, fields[0].elementsEqual("P6".utf8) else { return nil }
        let size = String(decoding: fields[1], as: UTF8.self).split(separator: " ").compactMap { Int($0) }
        let start = fields[0].count + fields[1].count + fields[2].count + 3
        guard size.count == 2, bytes.count == start + size[0] * size[1] * 3 else { return nil }
        (width, height) = (size[0], size[1])
        isLight = stride(from: start, to: bytes.count, by: 3).map { bytes[$0] > 127 }
    }

    /// Reads an X window dump of 32 bits a pixel, the header's numbers with the highest octet first.
    init?(xwd bytes: [UInt8]) {
        func word(_ index: Int) -> Int { bytes[4 * index..<4 * index + 4].reduce(0) { $0 << 8 | Int($1) } }
        guard bytes.count > 100 else { return nil }
        let (header, width, height, line, colors) = (word(0), word(4), word(5), word(12), word(19))
        let start = header + 12 * colors
        guard bytes.count >= start + line * height else { return nil }
        (self.width, self.height) = (width, height)
        isLight = (0..<height).flatMap { y in (0..<width).map { bytes[start + y * line + 4 * $0 + 1] > 127 } }
    }

    /// Whether another picture is somewhere in this one, pixel for pixel.
    func contains(_ other: NoticePicture) -> Bool {
        let rows = (0..<NoticePicture.height).map { y in
            (0..<NoticePicture.width).map { x in
                other.bits[(y * NoticePicture.width + x) / 8] & 0x80 >> UInt8(x % 8) != 0
            }
        }
        guard width >= NoticePicture.width, height >= NoticePicture.height else { return false }
        // The row with the most light tells most places apart at once.
        let lights = rows.map { row in row.count { $0 } }
        let brightest = lights.indices.max { lights[$0] < lights[$1] } ?? 0
        return (0...height - NoticePicture.height).contains { top in
            (0...width - NoticePicture.width).contains { left in
                has(rows[brightest], left, top + brightest) && has(rows, left, top)
            }
        }
    }

    private func has(_ rows: [[Bool]], _ left: Int, _ top: Int) -> Bool {
        rows.enumerated().allSatisfy { y, row in has(row, left, top + y) }
    }

    private func has(_ row: [Bool], _ left: Int, _ top: Int) -> Bool {
        let start = top * width + left
        return isLight[start..<start + row.count].elementsEqual(row)
    }
}
