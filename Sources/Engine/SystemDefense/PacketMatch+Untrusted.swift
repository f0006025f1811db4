import AMTSchema
import CIMModel
import FoundationEssentials
import PacketPolicy

extension PacketMatch {
    /// Reads what a filter says of IP's headers; nil when it makes no sense.
    init?(untrusted instance: Instance<AMT.IPHeadersFilter>) {
        guard let version = instance.hdrIPVersion, version == 4 || version == 6,
            let transport = Transport(untrusted: instance)
        else { return nil }
        self.init(version == 4 ? .ipv4 : .ipv6, transport: transport)
        let codes = instance.hdrDSCP ?? []
        guard
            Addresses.read(
                (instance.hdrSrcAddress, instance.hdrSrcAddressEndOfRange, instance.hdrSrcMask),
                family,
                into: &source
            ),
            Addresses.read(
                (instance.hdrDestAddress, instance.hdrDestAddressEndOfRange, instance.hdrDestMask),
                family,
                into: &destination
            ), codes.allSatisfy({ $0 < 64 }), readLabel(instance.hdrFlowLabel)
        else { return nil }
        serviceCodes = Set(codes)
    }

    private mutating func readLabel(_ untrusted: String?) -> Bool {
        guard let untrusted, !untrusted.isEmpty else { return true }
        guard family == .ipv6, untrusted.count == 6, let label = UInt32(untrusted, radix: 16), label < 1 << 20 else {
            return false
        }
        flowLabel = label
        return true
    }
}

extension PacketMatch.Addresses {
    /// False when what is there is no set of addresses of the protocol.
    fileprivate static func read(
        _ untrusted: (address: String?, end: String?, mask: String?),
        _ family: IPAddress.Family,
        into addresses: inout Self?
    ) -> Bool {
        let texts = [untrusted.address, untrusted.end, untrusted.mask].map { $0.flatMap { $0.isEmpty ? nil : $0 } }
        guard let address = texts[0] else { return texts[1] == nil && texts[2] == nil }
        guard let first = IPAddress(untrusted: address, family) else { return false }
        switch (texts[1].map { IPAddress(untrusted: $0, family) }, texts[2].map { IPAddress(untrusted: $0, family) }) {
        case (nil, nil): addresses = .one(first)
        case (.some(let last?), nil) where first.number <= last.number: addresses = .range(first, through: last)
        case (nil, .some(let mask?)): addresses = .masked(first, mask: mask)
        default: return false
        }
        return true
    }
}

extension IPAddress {
    /// Reads hexadecimal digits, behind which IPv6 may have a scope; IPv6 also as people write it.
    fileprivate init?(untrusted text: String, _ family: Family) {
        let count = family == .ipv4 ? 8 : 32
        if text.count == count || (family == .ipv6 && text.count == 40), text.allSatisfy(\.isHexDigit) {
            guard let number = UInt128(text.prefix(count), radix: 16) else { return nil }
            self.init(number, family)
        } else {
            guard let address = IPAddress(untrusted: text), address.family == family else { return nil }
            self = address
        }
    }

    /// The octets in hexadecimal.
    var hexadecimal: String {
        octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension PacketMatch.Transport {
    fileprivate init?(untrusted instance: Instance<AMT.IPHeadersFilter>) {
        guard let source = Self.range(instance.hdrSrcPortStart, instance.hdrSrcPortEnd),
            let destination = Self.range(instance.hdrDestPortStart, instance.hdrDestPortEnd),
            let set = TCPFlags(untrusted: instance.tcpFlagsOn), let clear = TCPFlags(untrusted: instance.tcpFlagsOff),
            set.isDisjoint(with: clear)
        else { return nil }
        let ports = PacketMatch.Ports(source: source.value, destination: destination.value)
        let flags = PacketMatch.Flags(set: set, clear: clear)
        switch instance.hdrProtocolID.map(TransportProtocol.init(rawValue:)) {
        case .tcp?: self = .tcp(ports, flags: flags)
        case nil where flags != PacketMatch.Flags(): self = .tcp(ports, flags: flags)
        case .udp? where flags == PacketMatch.Flags(): self = .udp(ports)
        case let other where ports == PacketMatch.Ports() && flags == PacketMatch.Flags():
            self = other.map(Self.number) ?? .any
        default: return nil
        }
    }

    private struct Range {
        var value: ClosedRange<UInt16>?
    }

    /// A start without an end is one port.
    private static func range(_ start: UInt16?, _ end: UInt16?) -> Range? {
        guard let start else { return end == nil ? Range(value: nil) : nil }
        let end = end ?? start
        return start <= end ? Range(value: start...end) : nil
    }
}

extension TCPFlags {
    /// Reads the bits' numbers.
    fileprivate init?(untrusted bits: [UInt16]?) {
        guard let bits, bits.allSatisfy({ $0 < 8 }) else {
            guard bits == nil else { return nil }
            self = []
            return
        }
        self.init(rawValue: bits.reduce(0) { $0 | 1 << UInt8(truncatingIfNeeded: $1) })
    }

    /// The bits' numbers.
    var numbers: [UInt16] { (0..<8).filter { rawValue & 1 << UInt8($0) != 0 }.map(UInt16.init) }
}
