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
        let set: NumberSet?
        let chain: Chain?
    }

    struct Chain: Decodable {
        let name: String
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

    struct NumberSet: Decodable {
        let name: String
        let elem: [Entry]?
    }

    /// An element of a set: its numbers, and its counter if it has one.
    struct Entry: Decodable {
        let numbers: [UInt32]
        let counter: FilterCounters.Count?

        private enum CodingKeys: CodingKey {
            case elem
            case val
            case concat
            case counter
        }

        init(from decoder: any Decoder) throws {
            if let number = try? decoder.singleValueContainer().decode(UInt32.self) {
                (numbers, counter) = ([number], nil)
                return
            }
            let outer = try? decoder.container(keyedBy: CodingKeys.self)
            let inner = try? outer?.nestedContainer(keyedBy: CodingKeys.self, forKey: .elem)
            counter = try inner?.decodeIfPresent(FilterCounters.Count.self, forKey: .counter)
            numbers = (inner ?? outer).map(Self.numbers) ?? []
        }

        private static func numbers(_ container: KeyedDecodingContainer<CodingKeys>) -> [UInt32] {
            if let one = try? container.decode(UInt32.self, forKey: .val) { return [one] }
            let value = try? container.nestedContainer(keyedBy: CodingKeys.self, forKey: .val)
            return (try? (value ?? container).decode([UInt32].self, forKey: .concat)) ?? []
        }
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
    var layout: UInt32? { mark(Names.layout) }

    /// The number in one of the sets that mark the table.
    func mark(_ name: String) -> UInt32? { entries(name).first?.numbers.first }

    func entries(_ name: String) -> [Entry] { nftables.compactMap(\.set).first { $0.name == name }?.elem ?? [] }

    /// The stance that a direction's map spells.
    func stance(_ direction: Direction) -> Stance {
        let map = maps.first { $0.name == Names.stanceMap(direction) }
        let targets = (map?.elem ?? []).joined().compactMap(\.goto?.target)
        if targets.contains(where: { $0.hasPrefix("open_") }) { return .open }
        return targets.contains { $0.hasPrefix("patching_") } ? .patching : .quarantine
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
        wire.defended = count(Names.defended(direction))
        wire.contained = direction == .fromUserOS ? count(Names.contained) : FilterCounters.Count()
        return wire
    }

    /// What each group of filters saw, by its number; maps of another version may still be there beside these.
    func groupCounts(in names: Set<String>) -> [Filter.ID: UInt64] {
        let elements = maps.filter { names.contains($0.name) }.flatMap { $0.elem ?? [] }.joined().compactMap(\.elem)
        let counts = elements.compactMap { element in
            element.comment.flatMap(Filter.ID.init).map { ($0, element.counter?.packets ?? 0) }
        }
        return Dictionary(counts) { $0 + $1 }
    }
}

extension Listing {
    /// The version of System Defense's rules that is in the table; nil when there is none.
    var defenseVersion: UInt32? { counterNames.compactMap(Self.version).max() }

    /// Removes what all versions but one left behind.
    func defenseRemoval(except version: UInt32) -> [Statement] {
        func stale(_ name: String) -> Bool { Self.version(name).map { $0 != version } ?? false }
        let chains = nftables.compactMap(\.chain?.name).filter(stale)
        return chains.map(Statement.flushChain)
            + maps.map(\.name).filter(stale).map(Statement.deleteMap)
            + chains.map(Statement.deleteChain)
            + nftables.compactMap(\.set?.name).filter(stale).map(Statement.deleteSet)
            + counterNames.filter(stale).map(Statement.deleteCounter)
    }

    private var counterNames: [String] { nftables.compactMap(\.counter?.name) }

    private static func version(_ name: String) -> UInt32? {
        guard name.hasPrefix(DefenseRules.namePrefix) else { return nil }
        return UInt32(name.dropFirst(DefenseRules.namePrefix.count).prefix { $0 != "_" })
    }
}
