import PacketPolicy

/// The administrator's filters as verdict maps: one map for all filters that name the same fields.
///
/// A thousand filters of one shape cost a packet one look into a table, whatever their number.
struct FilterMaps: Hashable, Sendable {
    /// The maps in the order in which a packet meets them.
    let maps: [FilterShape: VerdictMap]

    init(_ filters: [Filter]) {
        var elements: [FilterShape: [[String]: Filter]] = [:]
        for filter in filters {
            for shape in FilterShape.shapes(of: filter) {
                let key = shape.key(of: filter.match)
                let present = elements[shape]?[key]
                if present == nil || (present?.action == .count && filter.action == .drop) {
                    elements[shape, default: [:]][key] = filter
                }
            }
        }
        maps = Dictionary(uniqueKeysWithValues: elements.map { ($0, $0.map($1)) })
    }

    /// The rules of one chain: those that name ports come last, and later fragments leave before them.
    func rules(_ direction: Direction, _ family: IPAddress.Family) -> [String] {
        let shapes = maps.filter { $0.key.direction == direction && $0.key.family == family }
        let withPorts = Self.rules(shapes.filter(\.key.namesPorts))
        let withoutPorts = Self.rules(shapes.filter { !$0.key.namesPorts })
        let fragments = "\(Chain.laterFragment) meta l4proto != 255 goto \(Names.wire(direction))"
        return withoutPorts + (family == .ipv4 && !withPorts.isEmpty ? [fragments] : []) + withPorts
    }

    private static func rules(_ shapes: [FilterShape: VerdictMap]) -> [String] {
        shapes.map { "\($0.key.expression) vmap @\($0.value.name)" }.sorted()
    }

    var names: [String] { maps.values.map(\.name).sorted() }

    var statements: [Statement] {
        maps.values.sorted { $0.name < $1.name }.flatMap(\.statements)
    }
}
