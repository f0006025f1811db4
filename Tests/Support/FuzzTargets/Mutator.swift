/// Makes broken inputs of good ones, the same ones from the same seed.
public struct Mutator: Sendable {
    /// The longest input that is made, in bytes.
    public static let longest = 16 * 1024

    private let samples: [[UInt8]]
    private var generator: SeededGenerator
    /// Pieces that parsers trip over.
    private static let pieces: [[UInt8]] =
        [
            "<", ">", "/>", "</", "&#0;", "&#x110000;", "&#xD800;", "&amp", "]]>", "<![CDATA[", "<!--", "<!DOCTYPE",
            "xmlns=\"\"",
            "\"", "'", "\\", "=", ",", "{", "}", "[[[[[[[[", ":", "-1", "1e999", "99999999999999999999", "0x",
            "\\ud800",
            "null", "true", "\n", "\r\n", "\u{FEFF}", "é", "AAAA", "====", "\t",
        ].map { Array($0.utf8) } + [[0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]]

    /// Mutates samples; there must be one.
    public init(samples: [[UInt8]], seed: UInt64) {
        self.samples = samples
        generator = SeededGenerator(state: seed)
    }

    /// The next input.
    public mutating func next() -> [UInt8] {
        var bytes = samples.randomElement(using: &generator) ?? []
        for _ in 0..<Int.random(in: 1...6, using: &generator) { change(&bytes) }
        return Array(bytes.prefix(Self.longest))
    }

    private mutating func change(_ bytes: inout [UInt8]) {
        let range = self.range(bytes.count)
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: bytes.removeSubrange(range)
        case 1: bytes.replaceSubrange(range, with: Self.pieces.randomElement(using: &generator) ?? [])
        case 2: bytes.insert(contentsOf: Self.pieces.randomElement(using: &generator) ?? [], at: range.lowerBound)
        case 3: bytes.insert(contentsOf: bytes[range], at: range.lowerBound)
        case 4: for place in range.prefix(4) { bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator) }
        case 5: bytes.removeSubrange(range.lowerBound...)
        case 6: splice(&bytes, at: range.lowerBound)
        default: multiply(&bytes, range)
        }
    }

    private mutating func splice(_ bytes: inout [UInt8], at place: Int) {
        let other = samples.randomElement(using: &generator) ?? []
        bytes.replaceSubrange(place..., with: other.dropFirst(Int.random(in: 0...other.count, using: &generator)))
    }

    /// Depth and length: a piece again and again.
    private mutating func multiply(_ bytes: inout [UInt8], _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        let times = min(Int.random(in: 2...200, using: &generator), Self.longest / range.count)
        bytes.insert(contentsOf: (0..<times).flatMap { _ in bytes[range] }, at: range.lowerBound)
    }

    /// Short ones most of the time.
    private mutating func range(_ count: Int) -> Range<Int> {
        let start = Int.random(in: 0...count, using: &generator)
        let greatest = Bool.random(using: &generator) ? 8 : count
        return start..<min(count, start + Int.random(in: 0...greatest, using: &generator))
    }
}

/// Random numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator, Sendable {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
