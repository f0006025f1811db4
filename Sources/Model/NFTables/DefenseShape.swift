import PacketPolicy

/// What filters have in common that one map can hold.
///
/// A thousand filters of one shape cost a packet one look into a table, whatever their number.
struct DefenseShape: Hashable, Sendable {
    let direction: Direction
    /// Nil for filters on the Ethernet header.
    let family: IPAddress.Family?
    let guards: [String]
    let fields: [DefenseField]
    let isExact: Bool

    init(_ filter: Filter, _ key: DefenseKey) {
        direction = filter.direction
        if case .packet(let match) = filter.match { family = match.family } else { family = nil }
        guards = key.guards
        fields = key.fields
        isExact = key.isExact
    }

    /// The rule that looks into a map of this shape.
    func rule(_ map: String) -> String {
        let key = fields.map { $0.expression(family ?? .ipv4) }.joined(separator: " . ")
        return (guards + ["\(key) vmap @\(map)"]).joined(separator: " ")
    }

    var keyType: String { fields.map { $0.keyType(family ?? .ipv4) }.joined(separator: " . ") }

    func text(_ ranges: [ClosedRange<UInt128>]) -> String {
        zip(fields, ranges).map { $0.text($1, family ?? .ipv4) }.joined(separator: " . ")
    }

    /// By which shapes are listed, so that the same filters always make the same rules.
    var order: String {
        "\(direction.nft) \(family?.nft ?? "") \(guards) \(fields.map(\.rawValue)) \(isExact)"
    }
}

/// Filters that name the very same thing: one element of a map.
struct DefenseGroup: Hashable, Sendable {
    let ranges: [ClosedRange<UInt128>]
    var filters: [Filter]

    /// By which the element's counter is told.
    var number: Filter.ID { filters.map(\.id).min() ?? 0 }

    func overlaps(_ other: DefenseGroup) -> Bool {
        zip(ranges, other.ranges).allSatisfy { $0.overlaps($1) }
    }
}

extension DefenseGroup {
    /// The groups of the filters of one shape, in layers without overlaps: maps of ranges refuse those.
    static func layers(_ filters: [(key: DefenseKey, filter: Filter)], isExact: Bool) -> [[DefenseGroup]] {
        let groups = grouped(filters)
        guard !isExact else { return [groups] }
        var layers: [[DefenseGroup]] = []
        for group in groups {
            let free = layers.firstIndex { layer in !layer.contains { $0.overlaps(group) } }
            if let free { layers[free].append(group) } else { layers.append([group]) }
        }
        return layers
    }

    private static func grouped(_ filters: [(key: DefenseKey, filter: Filter)]) -> [DefenseGroup] {
        var groups: [DefenseGroup] = []
        var places: [[ClosedRange<UInt128>]: Int] = [:]
        for (key, filter) in filters {
            if let place = places[key.sorted] {
                groups[place].filters.append(filter)
            } else {
                places[key.sorted] = groups.count
                groups.append(DefenseGroup(ranges: key.sorted, filters: [filter]))
            }
        }
        return groups
    }
}
