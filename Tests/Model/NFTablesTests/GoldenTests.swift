import Foundation
import NFTables
import PacketPolicy
import Testing

@Suite("Rulesets")
struct GoldenTests {
    static let pc = MACAddress(bits: 0x5254_0077_0001)

    static func ruleset(_ name: String) throws -> Ruleset {
        let stance = try #require(Stance(rawValue: name.split(separator: "-").first.map(String.init) ?? ""))
        let defense = name.hasSuffix("-filters") ? someDefense : SystemDefense()
        let types: Set<EtherType> = name.hasSuffix("-filters") ? [EtherType(rawValue: 0x888e)] : []
        let policy = Policy(stance: stance, hardwareAddress: pc, defense: defense, extraEtherTypes: types)
        return Ruleset(chassis: try Chassis(), policy: policy)
    }

    static let someDefense = SystemDefense(
        active: ActivePolicy(
            DefensePolicy(
                id: 1,
                isAgainstSpoofing: true,
                filters: someFilters.map(\.id),
                fromUserOS: .init(drops: true, counts: true, raisesEvent: true),
                toUserOS: .init(counts: true)
            ),
            filters: someFilters,
            hostAddresses: [.ipv4(10, 10, 0, 60)]
        ),
        containment: Containment(
            fast: .init(attempts: 64, milliseconds: 1000),
            slow: .init(attempts: 512, milliseconds: 50_000),
            blocksAll: true,
            blocksPort: true,
            seconds: 30
        )
    )

    static func packet(_ id: UInt32, _ match: PacketMatch, _ profile: Filter.Profile = .drop) -> Filter {
        Filter(id: id, direction: .fromUserOS, match: .packet(match), profile: profile)
    }

    static let someFilters = [
        packet(
            1,
            PacketMatch(
                .ipv4,
                source: .one(.ipv4(10, 10, 0, 60)),
                destination: .one(.ipv4(10, 10, 0, 1)),
                transport: .tcp(.init(source: 40000...40000, destination: 80...80))
            )
        ),
        // Two ranges that overlap need two maps.
        packet(2, PacketMatch(.ipv4, transport: .tcp(.init(destination: 440...450)))),
        packet(3, PacketMatch(.ipv4, transport: .tcp(.init(destination: 445...460))), .countAndPass),
        packet(
            4,
            PacketMatch(.ipv4, transport: .tcp(flags: .init(set: .syn, clear: .ack))),
            .limit(packetsPerSecond: 9)
        ),
        packet(5, PacketMatch(.ipv4, source: .masked(.ipv4(10, 0, 5, 0), mask: .ipv4(255, 0, 255, 0)))),
        packet(6, PacketMatch(.ipv6, serviceCodes: [10, 12], flowLabel: 5)),
        // The same packets twice: one element, that drops.
        packet(7, PacketMatch(.ipv4, transport: .udp()), .countAndPass),
        packet(8, PacketMatch(.ipv4, transport: .udp())),
        Filter(
            id: 9,
            direction: .toUserOS,
            match: .frame(FrameMatch(etherType: .vlan, vlan: 5, priority: 3)),
            raisesEvent: true
        ),
        Filter(
            id: 10,
            direction: .toUserOS,
            match: .frame(FrameMatch(source: .init(pc, mask: MACAddress(bits: 0xffff_ff00_0000)))),
            profile: .pass
        ),
        Filter(id: 11, direction: .toUserOS, match: .frame(FrameMatch()), profile: .countAndPass),
    ]

    static let names = ["open", "patching", "quarantine", "open-filters"]

    @Test("the ruleset of a policy is the golden one", arguments: names)
    func golden(_ name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name).nft")
        let text = try Self.ruleset(name).text
        if ProcessInfo.processInfo.environment["SEKISHO_WRITE_GOLDEN"] != nil {
            try Data(text.utf8).write(to: file)
        }
        #expect(try String(decoding: Data(contentsOf: file), as: UTF8.self) == text)
    }

    @Test(
        "nft takes the ruleset, twice over, then every stance's change",
        .enabled(if: Namespace.isPossible),
        arguments: names
    )
    func realNFT(_ name: String) throws {
        let ruleset = try Self.ruleset(name)
        let scripts = [ruleset.text, ruleset.text] + (try Self.names.map { try Self.ruleset($0).stanceText })
        let result = try Namespace.load(scripts)
        #expect(result.status == 0, "\(result.output)")
    }

    @Test("nft refuses a ruleset whose device is missing", .enabled(if: Namespace.isPossible))
    func missingDevice() throws {
        let chassis = try Chassis(userTap: "nowhere0")
        let policy = Policy(stance: .open, hardwareAddress: Self.pc)
        let result = try Namespace.load([Ruleset(chassis: chassis, policy: policy).text])
        #expect(result.status != 0)
    }

    @Test(
        "a name that would be more than a name to nft is refused",
        arguments: ["", "a\" drop", "0tap", "sixteen-letters-x"]
    )
    func badNames(_ name: String) {
        #expect(throws: PacketFilterError.badDeviceName(name)) { try Chassis(userTap: name) }
    }

    @Test("one device cannot be both ends of a wire")
    func sameDevice() {
        #expect(throws: PacketFilterError.sameDeviceTwice) { try Chassis(userTap: "in0") }
    }
}

/// A network namespace that lives as long as one shell, with the chassis' devices in it.
enum Namespace {
    static let isPossible =
        (try? run("ip link add user0 type veth peer name in0 && nft list tables", input: ""))?.status == 0

    /// Loads scripts one after the other, stopping at the first that is refused.
    static func load(_ scripts: [String]) throws -> (status: Int32, output: String) {
        let shell = """
            ip link add user0 type veth peer name in0 && ip link add out0 type veth peer name uplink0 || exit 99
            while IFS= read -r -d '' script; do printf '%s' "$script" | nft -f - || exit 1; done
            """
        return try run(shell, input: scripts.map { $0 + "\0" }.joined())
    }

    private static func run(_ shell: String, input: String) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/unshare")
        process.arguments = ["-rn", "bash", "-c", shell]
        process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
        let (stdin, output) = (Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: text, as: UTF8.self))
    }
}
