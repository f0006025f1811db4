import PacketPolicy

/// A field of a frame by which filters are looked up, in the order in which keys list them.
enum DefenseField: Int, CaseIterable, Hashable, Sendable {
    case hardwareSource
    case hardwareDestination
    case etherType
    case source
    case destination
    case transport
    case sourcePort
    case destinationPort
    /// Stands for a filter that names nothing; on a tap it is always Ethernet's number.
    case anything
}

extension DefenseField {
    func expression(_ family: IPAddress.Family) -> String {
        switch self {
        case .hardwareSource: "ether saddr"
        case .hardwareDestination: "ether daddr"
        case .etherType: "ether type"
        case .source: "\(family.nft) saddr"
        case .destination: "\(family.nft) daddr"
        case .transport: "meta l4proto"
        case .sourcePort: "th sport"
        case .destinationPort: "th dport"
        case .anything: "meta iiftype"
        }
    }

    func keyType(_ family: IPAddress.Family) -> String {
        switch self {
        case .hardwareSource, .hardwareDestination: "ether_addr"
        case .etherType: "ether_type"
        case .source, .destination: family.nftAddressType
        case .transport: "inet_proto"
        case .sourcePort, .destinationPort: "inet_service"
        case .anything: "iface_type"
        }
    }

    func text(_ range: ClosedRange<UInt128>, _ family: IPAddress.Family) -> String {
        let (low, high) = (text(range.lowerBound, family), text(range.upperBound, family))
        return low == high ? low : "\(low)-\(high)"
    }

    private func text(_ number: UInt128, _ family: IPAddress.Family) -> String {
        switch self {
        case .hardwareSource, .hardwareDestination: MACAddress(bits: UInt64(truncatingIfNeeded: number)).description
        case .source, .destination: IPAddress(number, family).description
        case .etherType: "0x" + String(number, radix: 16)
        case .transport, .sourcePort, .destinationPort, .anything: String(number)
        }
    }
}
