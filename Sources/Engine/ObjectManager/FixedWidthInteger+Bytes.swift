extension FixedWidthInteger where Self: UnsignedInteger {
    /// The number's bytes, most significant first.
    package var bytes: [UInt8] { withUnsafeBytes(of: bigEndian, Array.init) }
}
