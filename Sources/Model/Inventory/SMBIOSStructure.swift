/// One structure of the SMBIOS tables, as it lies in memory.
public struct SMBIOSStructure: Sendable, Hashable {
    /// What it describes.
    public let type: UInt8
    /// Its number among all structures.
    public let handle: UInt16
    /// Head, fields, and the strings that the fields count from 1.
    public let bytes: [UInt8]

    /// The fields of a structure that is being made, with the strings that they refer to.
    struct Fields {
        private(set) var bytes: [UInt8] = []
        private(set) var strings: [String] = []

        mutating func add(_ values: UInt8...) { bytes += values }

        mutating func add<Number: FixedWidthInteger>(number: Number) {
            withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
        }

        mutating func add(bytes more: [UInt8]) { bytes += more }

        /// Adds the number of a string; an empty one has the number 0.
        mutating func add(_ string: String) {
            let text = string.prefix(64).filter { $0 != "\0" }
            guard !text.isEmpty else { return bytes.append(0) }
            strings.append(String(text))
            bytes.append(UInt8(clamping: strings.count))
        }
    }

    /// Makes a structure from its fields.
    init(_ type: UInt8, handle: UInt16, _ fill: (inout Fields) -> Void) {
        var fields = Fields()
        fill(&fields)
        var bytes = [type, UInt8(clamping: fields.bytes.count + 4)]
        withUnsafeBytes(of: handle.littleEndian) { bytes += $0 }
        bytes += fields.bytes
        for string in fields.strings { bytes += Array(string.utf8) + [0] }
        self.type = type
        self.handle = handle
        self.bytes = bytes + (fields.strings.isEmpty ? [0, 0] : [0])
    }
}
