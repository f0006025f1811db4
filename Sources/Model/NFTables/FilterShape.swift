import PacketPolicy

/// Which fields a filter names, in which direction, of which protocol.
struct FilterShape: Hashable, Sendable {
    let direction: Direction
    let family: IPAddress.Family
    let fields: [Field]

    /// A field of a packet, in the order in which keys list them.
    enum Field: CaseIterable, Hashable, Sendable {
        case source
        case destination
        case transport
        case sourcePort
        case destinationPort
        /// Stands for a filter that names nothing.
        case type
    }

    var namesPorts: Bool { fields.contains(.sourcePort) || fields.contains(.destinationPort) }

    static let namePrefix = "filters_"

    /// The shapes that one filter has: two when it names no address, none when it mixes the protocols.
    static func shapes(of filter: Filter) -> [FilterShape] {
        let named = Set([filter.match.source?.family, filter.match.destination?.family].compactMap { $0 })
        guard named.count < 2 else { return [] }
        let fields = Field.allCases.filter { $0.isNamed(in: filter.match) }
        return IPAddress.Family.allCases.filter { named.isEmpty || named.contains($0) }
            .map { FilterShape(direction: filter.direction, family: $0, fields: fields.isEmpty ? [.type] : fields) }
    }

    func key(of match: Match) -> [String] {
        fields.map { $0.value(in: match) ?? family.nft }
    }

    var expression: String {
        fields.map { $0.expression(family) }.joined(separator: " . ")
    }

    func map(_ filters: [[String]: Filter]) -> VerdictMap {
        let size = Self.capacity(for: filters.count)
        return VerdictMap(
            name: ([Self.namePrefix + direction.nft, family.nft] + fields.map(\.word) + ["\(size)"])
                .joined(separator: "_"),
            keyType: fields.map { $0.keyType(family) }.joined(separator: " . "),
            size: size,
            counts: true,
            elements: filters.sorted { $0.value.id < $1.value.id }.map { Self.element($0, $1) }
        )
    }

    private static func element(_ key: [String], _ filter: Filter) -> String {
        let verdict = filter.action == .drop ? "drop" : "continue"
        return "\(key.joined(separator: " . ")) comment \"\(filter.id)\" : \(verdict)"
    }

    /// The next power of two that leaves room, at least 64.
    private static func capacity(for count: Int) -> Int {
        var capacity = 64
        while capacity < count { capacity *= 2 }
        return capacity
    }
}

extension FilterShape.Field {
    func isNamed(in match: Match) -> Bool { value(in: match) != nil }

    func value(in match: Match) -> String? {
        switch self {
        case .source: match.source?.description
        case .destination: match.destination?.description
        case .transport: match.transport.number.map { "\($0.rawValue)" }
        case .sourcePort: match.transport.ports.source.map(String.init)
        case .destinationPort: match.transport.ports.destination.map(String.init)
        case .type: nil
        }
    }

    func expression(_ family: IPAddress.Family) -> String {
        switch self {
        case .source: "\(family.nft) saddr"
        case .destination: "\(family.nft) daddr"
        case .transport: "meta l4proto"
        case .sourcePort: "th sport"
        case .destinationPort: "th dport"
        case .type: "ether type"
        }
    }

    func keyType(_ family: IPAddress.Family) -> String {
        switch self {
        case .source, .destination: family.nftAddressType
        case .transport: "inet_proto"
        case .sourcePort, .destinationPort: "inet_service"
        case .type: "ether_type"
        }
    }

    var word: String {
        switch self {
        case .source: "saddr"
        case .destination: "daddr"
        case .transport: "proto"
        case .sourcePort: "sport"
        case .destinationPort: "dport"
        case .type: "all"
        }
    }
}
