import FoundationEssentials
import Glibc
import NFTables
import PacketPolicy

/// What a session was started with makes no sense.
enum UsageError: Error {
    case wrong
}

/// Carries out one command after another: each line in gives one line out.
struct FilterSession {
    private let filter: PacketFilter

    init(chassis: Chassis, hardwareAddress: MACAddress, extraEtherTypes: Set<EtherType>) throws {
        filter = try PacketFilter(
            chassis: chassis,
            hardwareAddress: hardwareAddress,
            extraEtherTypes: extraEtherTypes
        )
    }

    /// Answers `ok NANOSECONDS-BEFORE NANOSECONDS-AFTER TEXT` by the monotonic clock, or `error TEXT`.
    func carryOut(_ line: String) async -> String {
        let words = line.split(separator: " ", maxSplits: 1).map(String.init)
        let before = Self.now()
        do {
            let text = try await perform(words)
            return "ok \(before) \(Self.now()) \(text)"
        } catch {
            return "error " + String(describing: error).split(separator: "\n").joined(separator: " ")
        }
    }

    private func perform(_ words: [String]) async throws -> String {
        switch (words.first, words.dropFirst().first) {
        case ("install", _): return try await filter.install().rawValue
        case ("stance", let name?):
            guard let stance = Stance(rawValue: name) else { throw UsageError.wrong }
            try await filter.apply(stance)
        case ("stance", nil): return await filter.stance.rawValue
        case ("filters", let numbers?):
            let filters = try Self.numbers(numbers).map { Self.filter($0, port: $1...$1) }
            try await filter.apply(SystemDefense(active: ActivePolicy(filters)))
        case ("ranges", let numbers?):
            let filters = try Self.numbers(numbers).map { Self.filter($0, port: 2 &* $1...2 &* $1 &+ 1) }
            try await filter.apply(SystemDefense(active: ActivePolicy(filters)))
        case ("defense", let json?):
            try await filter.apply(JSONDecoder().decode(SystemDefense.self, from: Data(json.utf8)))
        case ("tidy", _): try await filter.tidy()
        case ("report", _): return try await Self.json(filter.report())
        case ("signals", _): return try await Self.json(filter.signals())
        case ("end", _): try await filter.endEncounter()
        case ("counters", _): return try await describe(filter.counters())
        case ("uninstall", _): try await filter.uninstall()
        default: throw UsageError.wrong
        }
        return ""
    }

    /// Reads how many filters, and by how much their ports are moved: the numbers of the filters, and their ports.
    private static func numbers(_ text: String) throws -> [(UInt32, UInt16)] {
        let words = text.split(separator: " ").map { UInt32($0) }
        guard let count = words.first ?? nil, words.count <= 2, !words.contains(nil) else { throw UsageError.wrong }
        let offset = words.last.flatMap { words.count == 2 ? $0 : nil } ?? 0
        return (0..<count).map { ($0, 4000 &+ UInt16(truncatingIfNeeded: $0 &+ offset)) }
    }

    /// Filter number 0 counts UDP from 10.9.0.2:4001 to ports of 10.9.0.3; the others drop it.
    private static func filter(_ number: UInt32, port: ClosedRange<UInt16>) -> Filter {
        let match = PacketMatch(
            .ipv4,
            source: .one(.ipv4(10, 9, 0, 2)),
            destination: .one(.ipv4(10, 9, 0, 3)),
            transport: .udp(PacketMatch.Ports(source: 4001...4001, destination: port))
        )
        return Filter(
            id: number,
            direction: .fromUserOS,
            match: .packet(match),
            profile: number == 0 ? .countAndPass : .drop
        )
    }

    private static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private func describe(_ counters: FilterCounters) -> String {
        [("from", counters.fromUserOS), ("to", counters.toUserOS)].map { name, wire in
            "\(name): passed=\(wire.passed.packets) spoofed=\(wire.spoofed.packets)"
                + " unlisted=\(wire.unlisted.packets) malformed=\(wire.malformed.packets)"
                + " not-repair=\(wire.notRepair.packets) defended=\(wire.defended.packets)"
                + " contained=\(wire.contained.packets)"
        }.joined(separator: "; ")
    }

    private static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

/// Writes a line at once, for the reader waits for it.
func answer(_ line: String) {
    print(line)
    fflush(nil)
}
