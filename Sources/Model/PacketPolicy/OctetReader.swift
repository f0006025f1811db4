/// Reads numbers in the order of the wire and never past the end.
struct OctetReader {
    private let octets: ArraySlice<UInt8>

    init(_ octets: ArraySlice<UInt8>) {
        self.octets = octets
    }

    var count: Int { octets.count }

    func dropping(_ count: Int) -> OctetReader {
        OctetReader(octets.dropFirst(count))
    }

    func prefix(_ count: Int) -> OctetReader {
        OctetReader(octets.prefix(count))
    }

    func uint8(at offset: Int) -> UInt8? {
        slice(offset, 1)?.first
    }

    func uint16(at offset: Int) -> UInt16? {
        number(at: offset, octets: 2).map { UInt16(truncatingIfNeeded: $0) }
    }

    func number(at offset: Int, octets count: Int) -> UInt64? {
        slice(offset, count)?.reduce(0) { $0 << 8 | UInt64($1) }
    }

    func address(at offset: Int, octets count: Int) -> IPAddress? {
        slice(offset, count).flatMap(IPAddress.init(octets:))
    }

    private func slice(_ offset: Int, _ count: Int) -> ArraySlice<UInt8>? {
        let rest = octets.dropFirst(offset)
        return rest.count >= count ? rest.prefix(count) : nil
    }
}
