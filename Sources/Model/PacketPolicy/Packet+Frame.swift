extension Packet {
    /// Reads a whole Ethernet frame, its own header first; nil when even that is cut short.
    public init?(untrustedFrame frame: [UInt8], direction: Direction) {
        let reader = OctetReader(frame[...])
        guard let destination = reader.number(at: 0, octets: 6), let source = reader.number(at: 6, octets: 6),
            let type = reader.uint16(at: 12)
        else { return nil }
        let etherType = EtherType(rawValue: type)
        let tag = etherType == .vlan ? reader.uint16(at: 14).map(Tag.init) : nil
        self.init(
            direction: direction,
            source: MACAddress(bits: source),
            destination: MACAddress(bits: destination),
            etherType: etherType,
            tag: tag,
            content: Content(untrusted: reader.dropping(14), etherType: etherType)
        )
    }
}

extension Packet.Content {
    init(untrusted octets: OctetReader, etherType: EtherType) {
        let content: Self? =
            switch etherType {
            case .ipv4: IPHeader(untrustedIPv4: octets).map(Self.ip)
            case .ipv6: IPHeader(untrustedIPv6: octets).map(Self.ip)
            case .arp: ARPMessage(untrusted: octets).map(Self.arp)
            default: nil
            }
        self = content ?? .opaque
    }
}

extension ARPMessage {
    init?(untrusted octets: OctetReader) {
        guard let operation = octets.uint16(at: 6), let hardware = octets.number(at: 8, octets: 6),
            let sender = octets.address(at: 14, octets: 4), let target = octets.address(at: 24, octets: 4)
        else { return nil }
        self.init(
            operation: operation,
            senderHardware: MACAddress(bits: hardware),
            sender: sender,
            target: target
        )
    }
}

extension IPHeader {
    init?(untrustedIPv4 octets: OctetReader) {
        guard let first = octets.uint8(at: 0), first >> 4 == 4, let total = octets.uint16(at: 2),
            let fragment = octets.uint16(at: 6), let transport = octets.uint8(at: 9),
            let source = octets.address(at: 12, octets: 4), let destination = octets.address(at: 16, octets: 4)
        else { return nil }
        let length = Int(first & 15) * 4
        guard length >= 20, total >= length, total <= octets.count else { return nil }
        let rest = octets.prefix(Int(total)).dropping(length)
        let isFirst = fragment & 0x1fff == 0
        self.init(
            source: source,
            destination: destination,
            transport: TransportProtocol(rawValue: transport),
            ports: isFirst ? Ports(untrusted: rest) : nil,
            flags: isFirst && transport == TransportProtocol.tcp.rawValue ? TCPFlags(untrusted: rest) : nil,
            serviceCode: (octets.uint8(at: 1) ?? 0) >> 2,
            isTiny: fragment & 0x1fff == 1 && transport == TransportProtocol.tcp.rawValue
        )
    }

    init?(untrustedIPv6 octets: OctetReader) {
        guard let first = octets.uint8(at: 0), first >> 4 == 6, let length = octets.uint16(at: 4),
            let next = octets.uint8(at: 6), let source = octets.address(at: 8, octets: 16),
            let destination = octets.address(at: 24, octets: 16), octets.count >= 40 + Int(length),
            let chain = ExtensionChain(untrusted: octets.dropping(40), next: next)
        else { return nil }
        let isTCP = chain.transport == TransportProtocol.tcp.rawValue
        let label = octets.number(at: 0, octets: 4) ?? 0
        self.init(
            source: source,
            destination: destination,
            transport: TransportProtocol(rawValue: chain.transport),
            ports: chain.isFirstFragment ? Ports(untrusted: chain.rest) : nil,
            flags: isTCP && chain.isFirstFragment ? TCPFlags(untrusted: chain.rest) : nil,
            serviceCode: UInt8(truncatingIfNeeded: label >> 22) & 0x3f,
            flowLabel: UInt32(truncatingIfNeeded: label) & 0xfffff,
            isTiny: isTCP && chain.fragmentOffset == 1
        )
    }
}

extension IPHeader.Ports {
    init?(untrusted octets: OctetReader) {
        guard let source = octets.uint16(at: 0), let destination = octets.uint16(at: 2) else { return nil }
        self.init(source: source, destination: destination)
    }
}

extension TCPFlags {
    init?(untrusted octets: OctetReader) {
        guard let flags = octets.uint8(at: 13) else { return nil }
        self.init(rawValue: flags)
    }
}
