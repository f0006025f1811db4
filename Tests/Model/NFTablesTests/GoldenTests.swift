import Foundation
import NFTables
import PacketPolicy
import Testing

@Suite("Rulesets")
struct GoldenTests {
    static let pc = MACAddress(bits: 0x5254_0077_0001)

    static func ruleset(_ name: String) throws -> Ruleset {
        let stance = try #require(Stance(rawValue: name.split(separator: "-").first.map(String.init) ?? ""))
        let filters = name.hasSuffix("-filters") ? someFilters : []
        let types: Set<EtherType> = name.hasSuffix("-filters") ? [EtherType(rawValue: 0x888e)] : []
        let policy = Policy(stance: stance, hardwareAddress: pc, filters: filters, extraEtherTypes: types)
        return Ruleset(chassis: try Chassis(), policy: policy)
    }

    static let someFilters = [
        Filter(
            id: 1,
            direction: .fromUserOS,
            match: Match(
                source: .ipv4(10, 10, 0, 60),
                destination: .ipv4(10, 10, 0, 1),
                transport: .tcp(.init(source: 40000, destination: 80))
            )
        ),
        Filter(id: 2, direction: .fromUserOS, match: Match(transport: .tcp(.init(destination: 445)))),
        Filter(id: 3, direction: .toUserOS, match: Match(source: IPAddress(untrusted: "2001:db8::1"))),
        Filter(id: 4, direction: .toUserOS, match: Match(transport: .udp()), action: .count),
        Filter(id: 5, direction: .toUserOS, match: Match(), action: .count),
        // The same packets as filter 4, but dropped: of two filters for the same packets the one that drops stays.
        Filter(id: 6, direction: .toUserOS, match: Match(transport: .udp())),
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
