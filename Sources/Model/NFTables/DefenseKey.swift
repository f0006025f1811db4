import PacketPolicy

/// What a filter names, as the kernel looks it up: ranges of fields, and conditions that no map can hold.
struct DefenseKey: Hashable, Sendable {
    private(set) var ranges: [DefenseField: ClosedRange<UInt128>] = [:]
    /// Conditions that a rule states before it looks into the map.
    private(set) var guards: [String] = []

    init(_ match: Match) {
        switch match {
        case .frame(let match): name(match)
        case .packet(let match): name(match)
        }
        if ranges.isEmpty { ranges[.anything] = 1...1 }
    }

    private mutating func name(_ match: FrameMatch) {
        name(match.source, .hardwareSource)
        name(match.destination, .hardwareDestination)
        if let type = match.etherType { name(UInt128(type.rawValue), .etherType) }
        if let vlan = match.vlan { guards.append("vlan id \(vlan)") }
        if let priority = match.priority { guards.append("vlan pcp \(priority)") }
    }

    private mutating func name(_ hardware: FrameMatch.Hardware?, _ field: DefenseField) {
        guard let hardware else { return }
        let (value, mask) = (UInt128(hardware.address.bits), UInt128(hardware.mask.bits))
        name(value, mask: mask, all: UInt128(MACAddress(bits: .max).bits), field) {
            "\(field.expression(.ipv4)) & \(hardware.mask) == \(hardware.address)"
        }
    }

    private mutating func name(_ match: PacketMatch) {
        name(match.source, .source, match.family)
        name(match.destination, .destination, match.family)
        if let number = match.transport.number { name(UInt128(number.rawValue), .transport) }
        let (ports, flags) = (match.transport.ports, match.transport.flags)
        ranges[.sourcePort] = ports.source.map(Self.range)
        ranges[.destinationPort] = ports.destination.map(Self.range)
        let looksBehind = ports != PacketMatch.Ports() || flags != PacketMatch.Flags()
        if looksBehind, match.family == .ipv4 { guards.append(Chain.wholeOrFirst) }
        let named = flags.set.union(flags.clear).rawValue
        if named != 0 { guards.append("tcp flags & \(named) == \(flags.set.subtracting(flags.clear).rawValue)") }
        if !match.serviceCodes.isEmpty {
            let codes = match.serviceCodes.sorted().map(String.init).joined(separator: ", ")
            guards.append("\(match.family.nft) dscp { \(codes) }")
        }
        if let label = match.flowLabel { guards.append("ip6 flowlabel \(label)") }
    }

    private mutating func name(_ addresses: PacketMatch.Addresses?, _ field: DefenseField, _ family: IPAddress.Family) {
        switch addresses {
        case .range(let first, let last)?: ranges[field] = first.number...max(first.number, last.number)
        case .masked(let address, let mask)?:
            let all = family == .ipv4 ? UInt128(UInt32.max) : .max
            let wanted = IPAddress(address.number & mask.number, family)
            name(wanted.number, mask: mask.number, all: all, field) {
                "\(field.expression(family)) & \(mask) == \(wanted)"
            }
        case nil: break
        }
    }

    private mutating func name(_ value: UInt128, _ field: DefenseField) {
        ranges[field] = value...value
    }

    /// A mask whose ones come first makes a range; any other is a condition.
    private mutating func name(
        _ value: UInt128,
        mask: UInt128,
        all: UInt128,
        _ field: DefenseField,
        _ condition: () -> String
    ) {
        let rest = all & ~mask
        guard rest & (rest &+ 1) == 0 else { return guards.append(condition()) }
        ranges[field] = value...(value | rest)
    }

    private static func range(_ ports: ClosedRange<UInt16>) -> ClosedRange<UInt128> {
        UInt128(ports.lowerBound)...UInt128(ports.upperBound)
    }
}

extension DefenseKey {
    /// The ranges in the order of the key's fields.
    var sorted: [ClosedRange<UInt128>] { fields.compactMap { ranges[$0] } }

    var fields: [DefenseField] { DefenseField.allCases.filter { ranges[$0] != nil } }

    /// Whether each field is one value, so that a hash table finds it.
    var isExact: Bool { ranges.values.allSatisfy { $0.lowerBound == $0.upperBound } }
}
