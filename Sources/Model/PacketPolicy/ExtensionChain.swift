/// The extension headers of an IPv6 packet, walked to their end.
struct ExtensionChain {
    private(set) var transport: UInt8
    private(set) var rest: OctetReader
    /// Where the fragment begins, in units of eight octets; 0 of a packet that is whole.
    private(set) var fragmentOffset: UInt16 = 0
    var isFirstFragment: Bool { fragmentOffset == 0 }

    /// Nil when the chain is cut short.
    init?(untrusted octets: OctetReader, next: UInt8) {
        transport = next
        rest = octets
        while isFirstFragment, let header = Header(rawValue: transport) {
            guard step(over: header) else { return nil }
        }
        if !isFirstFragment, Header(rawValue: transport) != nil { return nil }
    }

    private mutating func step(over header: Header) -> Bool {
        guard let following = rest.uint8(at: 0), let size = rest.uint8(at: 1) else { return false }
        switch header {
        case .hopByHop, .routing, .destination: rest = rest.dropping(8 + Int(size) * 8)
        case .authentication: rest = rest.dropping(8 + Int(size) * 4)
        case .fragment:
            guard let offset = rest.uint16(at: 2) else { return false }
            fragmentOffset = offset >> 3
            rest = rest.dropping(8)
        }
        transport = following
        return true
    }

    private enum Header: UInt8 {
        case hopByHop = 0
        case routing = 43
        case fragment = 44
        case authentication = 51
        case destination = 60
    }
}
