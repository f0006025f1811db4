extension [UInt8] {
    /// Text in a field of its own length, with zeros behind it.
    ///
    /// - Parameter length: bytes of the field; of longer text the end is lost, for a zero always closes it.
    public init(_ text: String, padded length: Int) {
        let bytes = text.utf8.prefix(Swift.max(length - 1, 0))
        self = Array(bytes) + Array(repeating: 0, count: length - bytes.count)
    }

    /// Text behind its length in two bytes.
    public init(counted text: String) {
        let bytes = text.utf8.prefix(1000)
        self = UInt16(bytes.count).littleEndianBytes + bytes
    }
}
