import FoundationEssentials
import PacketPolicy

/// What `nft -j list` prints, as far as it is read here.
struct Listing: Decodable {
    let nftables: [Item]

    init(untrusted json: String) throws(PacketFilterError) {
        do {
            self = try JSONDecoder().decode(Listing.self, from: Data(json.utf8))
        } catch {
            throw .unreadable(String(describing: error))
        }
    }

    struct Item: Decodable {
        let table: Table?
        let counter: Counter?
        let map: Map?
        let set: MarkSet?
    }

    struct Table: Decodable {
        let family: String
        let name: String
    }

    struct Counter: Decodable {
        let name: String
        let packets: UInt64
        let bytes: UInt64
    }

    struct Map: Decodable {
        let name: String
        /// Pairs of a key and a verdict.
        let elem: [[Part]]?
    }

    struct MarkSet: Decodable {
        let name: String
        let elem: [UInt32]?
    }

    /// A key with its counter, or a verdict; of both only what is asked for.
    struct Part: Decodable {
        let elem: Element?
        let goto: Target?

        private enum CodingKeys: CodingKey {
            case elem
            case goto
        }

        init(from decoder: any Decoder) throws {
            let container = try? decoder.container(keyedBy: CodingKeys.self)
            elem = try container?.decodeIfPresent(Element.self, forKey: .elem)
            goto = try container?.decodeIfPresent(Target.self, forKey: .goto)
        }
    }

    struct Element: Decodable {
        let comment: String?
        let counter: FilterCounters.Count?
    }

    struct Target: Decodable {
        let target: String
    }
}

extension Listing {
    var maps: [Map] { nftables.compactMap(\.map) }

    var hasOurTable: Bool {
        nftables.contains { $0.table.map { "\($0.family) \($0.name)" == Statement.table } ?? false }
    }

    /// The number that the table was made with.
    var layout: UInt32? { nftables.compactMap(\.set).first { $0.name == Names.layout }?.elem?.first }

    /// The stance that a direction's map spells.
    func stance(_ direction: Direction) -> Stance {
        let map = maps.first { $0.name == Names.stanceMap(direction) }
        let targets = (map?.elem ?? []).joined().compactMap(\.goto?.target)
        if targets.contains(where: { $0.hasPrefix("open_") }) { return .open }
        return targets.isEmpty ? .quarantine : .patching
    }

    func count(_ name: String) -> FilterCounters.Count {
        let counter = nftables.compactMap(\.counter).first { $0.name == name }
        return FilterCounters.Count(packets: counter?.packets ?? 0, bytes: counter?.bytes ?? 0)
    }

    func wire(_ direction: Direction) -> FilterCounters.Wire {
        var wire = FilterCounters.Wire()
        wire.passed = count(Names.passed(direction))
        wire.spoofed = count(Names.spoofed(direction))
        wire.unlisted = count(Names.unlisted(direction))
        wire.malformed = count(Names.malformed(direction))
        wire.notRepair = count(Names.notRepair(direction))
        return wire
    }

    var filterCounts: [Filter.ID: FilterCounters.Count] {
        let elements = maps.flatMap { $0.elem ?? [] }.joined().compactMap(\.elem)
        let counts = elements.compactMap { element in
            element.comment.flatMap(Filter.ID.init).map { ($0, element.counter ?? FilterCounters.Count()) }
        }
        return Dictionary(counts, uniquingKeysWith: +)
    }
}
