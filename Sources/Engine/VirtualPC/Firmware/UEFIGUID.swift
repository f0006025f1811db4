/// GUIDs of the UEFI specification and of EDK II, in the order of memory.
enum UEFIGUID {
    /// 8BE4DF61-93CA-11D2-AA0D-00E098032B8C
    static let globalVariable: [UInt8] = [
        0x61, 0xDF, 0xE4, 0x8B, 0xCA, 0x93, 0xD2, 0x11, 0xAA, 0x0D, 0x00, 0xE0, 0x98, 0x03, 0x2B, 0x8C,
    ]
    /// AAF32C78-947B-439A-A180-2E144EC37792
    static let authenticatedVariables: [UInt8] = [
        0x78, 0x2C, 0xF3, 0xAA, 0x7B, 0x94, 0x9A, 0x43, 0xA1, 0x80, 0x2E, 0x14, 0x4E, 0xC3, 0x77, 0x92,
    ]
    /// F0A30BC7-AF08-4556-99C4-001009C93A44
    static let secureBootEnable: [UInt8] = [
        0xC7, 0x0B, 0xA3, 0xF0, 0x08, 0xAF, 0x56, 0x45, 0x99, 0xC4, 0x00, 0x10, 0x09, 0xC9, 0x3A, 0x44,
    ]
    /// A5C059A1-94E4-4AA7-87B5-AB155C2BF072
    static let x509: [UInt8] = [
        0xA1, 0x59, 0xC0, 0xA5, 0xE4, 0x94, 0xA7, 0x4A, 0x87, 0xB5, 0xAB, 0x15, 0x5C, 0x2B, 0xF0, 0x72,
    ]
}

extension FixedWidthInteger {
    /// The bytes, least first.
    var littleEndianBytes: [UInt8] { withUnsafeBytes(of: littleEndian, Array.init) }
}

extension String {
    /// The text as UEFI writes it: two bytes each, least first, and a NUL at the end.
    var ucs2: [UInt8] {
        var bytes: [UInt8] = []
        for unit in utf16 { bytes += unit.littleEndianBytes }
        return bytes + [0, 0]
    }
}

extension [UInt8] {
    /// The number at a place, least byte first; nil beyond the end.
    func littleEndian<Number: FixedWidthInteger>(at place: Int, _ type: Number.Type) -> Number? {
        let length = Number.bitWidth / 8
        guard place >= 0, place <= count - length else {
            return nil
        }
        return self[place..<place + length].reversed().reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
    }
}
