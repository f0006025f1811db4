import ObjectManager

/// The Basic Encoding Rules of ASN.1 (X.690), as far as a trap of SNMP needs them.
enum BER {
    static let sequence: UInt8 = 0x30
    static let octetString: UInt8 = 0x04

    /// A tag, the length in as few bytes as it takes, and the contents.
    static func element(_ tag: UInt8, _ contents: [UInt8]) -> [UInt8] { [tag] + length(contents.count) + contents }

    /// A number without a sign, under whatever tag: two's complement, in as few bytes as it takes.
    static func number(_ value: UInt32, tag: UInt8 = 0x02) -> [UInt8] {
        var bytes = Array(value.bytes.drop { $0 == 0 })
        if bytes.first.map({ $0 >= 0x80 }) ?? true { bytes.insert(0, at: 0) }
        return element(tag, bytes)
    }

    /// An object identifier: the first two arcs in one, each in groups of seven bits.
    static func identifier(_ arcs: [UInt32]) -> [UInt8] {
        guard arcs.count >= 2 else { return element(0x06, []) }
        return element(0x06, ([arcs[0] * 40 + arcs[1]] + arcs.dropFirst(2)).flatMap(groups))
    }

    private static func groups(_ arc: UInt32) -> [UInt8] {
        var groups = [UInt8(arc & 0x7F)]
        var rest = arc >> 7
        while rest > 0 {
            groups.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
            rest >>= 7
        }
        return groups
    }

    private static func length(_ count: Int) -> [UInt8] {
        guard count >= 0x80 else { return [UInt8(count)] }
        let bytes = Array(UInt32(clamping: count).bytes.drop { $0 == 0 })
        return [0x80 | UInt8(bytes.count)] + bytes
    }
}
