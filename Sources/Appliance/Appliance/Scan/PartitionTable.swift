/// What a disk's table calls its partitions, by GPT (UEFI 5.3) or by the numbers of an MBR.
struct PartitionTable: Sendable, Hashable {
    /// The names of a partition.
    struct Names: Sendable, Hashable {
        /// As `/dev/disk/by-partuuid` writes it.
        let identity: String
        /// As its owner calls it; an MBR has none.
        let label: String
    }

    private var names: [Int: Names] = [:]
    private static let most = 128

    /// The table of a disk that is not known.
    init() {}

    /// Reads the first bytes of a disk; a table of another form has no names.
    init(untrustedHead head: [UInt8]) {
        let bytes = Field(bytes: head[...])
        if bytes.part(at: 512, count: 8) == Array("EFI PART".utf8) {
            takeGPT(bytes)
        } else if bytes.part(at: 510, count: 2) == [0x55, 0xAA] {
            let signature = FileDigest.hex(bytes.part(at: 440, count: 4).reversed())
            for number in 1...Self.most {
                let place = FileDigest.hex([UInt8(number)])
                names[number] = Names(identity: "\(signature)-\(place)", label: "")
            }
        }
    }

    /// The names of the partition of that number.
    subscript(number: Int) -> Names? { names[number] }

    private mutating func takeGPT(_ bytes: Field) {
        let (start, count, size) = (
            bytes.number(at: 512 + 72, 8), bytes.number(at: 512 + 80, 4), bytes.number(at: 512 + 84, 4)
        )
        guard (1..<1024).contains(start), (128...4096).contains(size) else { return }
        for index in 0..<min(count, Self.most) {
            let entry = Field(bytes: bytes.part(at: start * 512 + index * size, count: 128)[...])
            guard entry.bytes.count == 128, entry.part(at: 0, count: 16).contains(where: { $0 != 0 }) else { continue }
            names[index + 1] = Names(identity: entry.guid(at: 16), label: entry.text(at: 56, count: 72))
        }
    }
}

/// Bytes that may end anywhere, with the forms of GPT.
private struct Field {
    let bytes: ArraySlice<UInt8>

    func part(at offset: Int, count: Int) -> [UInt8] { Array(bytes.dropFirst(offset).prefix(count)) }

    /// A number with its last byte first; too large to be meant when it does not fit.
    func number(at offset: Int, _ count: Int) -> Int {
        let value = part(at: offset, count: count).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(clamping: value)
    }

    /// The first three groups with their last byte first (RFC 9562, annex of UEFI).
    func guid(at offset: Int) -> String {
        let groups = [(0, 4, true), (4, 2, true), (6, 2, true), (8, 2, false), (10, 6, false)]
        return groups.map { start, count, isReversed in
            let group = part(at: offset + start, count: count)
            return FileDigest.hex(isReversed ? group.reversed() : group)
        }.joined(separator: "-")
    }

    /// UTF-16, last byte first, until the first zero.
    func text(at offset: Int, count: Int) -> String {
        let units = stride(from: offset, to: offset + count, by: 2).map { UInt16(clamping: number(at: $0, 2)) }
        return String(decoding: units.prefix { $0 != 0 }, as: UTF16.self)
    }
}
