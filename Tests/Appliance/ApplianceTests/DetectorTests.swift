import FoundationEssentials
import Inventory
import PacketPolicy
import Suricata
import Testing

@testable import Appliance

@Suite("The guard's detectors")
struct DetectorTests {
    static let now = Date(timeIntervalSince1970: 1_700_000_000)

    /// A flow record of Suricata that began so many seconds after the first.
    static func flow(_ seconds: Double, to address: String = "203.0.113.9", port: UInt16 = 443, bytes: Int = 900)
        -> FlowRecord?
    {
        let start = now.addingTimeInterval(seconds)
            .formatted(Date.ISO8601FormatStyle(timeZoneSeparator: .omitted, includingFractionalSeconds: true))
            .replacing("Z", with: "+0000")
        let line = """
            {"event_type":"flow","src_ip":"10.10.0.51","src_port":1,"dest_ip":"\(address)","dest_port":\(port),\
            "proto":"TCP","flow":{"bytes_toserver":\(bytes),"bytes_toclient":10,"start":"\(start)"}}
            """
        guard case .flow(let flow) = try? EVERecord(untrustedLine: Data(line.utf8)) else { return nil }
        return flow
    }

    static func beacons(_ flows: [FlowRecord?]) -> [BeaconDetector.Beacon] {
        var detector = BeaconDetector()
        return flows.compactMap { $0 }.compactMap { detector.see($0) }
    }

    @Test("Connections once a minute, each a little early or late, are a beacon")
    func beacon() throws {
        let lateness: [Double] = [0, 2, 1]
        let flows = (0..<12).map { Self.flow(Double($0) * 60 + lateness[$0 % 3]) }
        try #require(flows.allSatisfy { $0 != nil })
        let found = Self.beacons(flows)
        #expect(found.count == 1)
        #expect(found.first.map { abs($0.seconds - 60) < 1 } == true)
    }

    @Test("Eleven connections are no series yet, and a reported series begins anew")
    func series() {
        #expect(Self.beacons((0..<11).map { Self.flow(Double($0) * 60) }).isEmpty)
        #expect(Self.beacons((0..<23).map { Self.flow(Double($0) * 60) }).count == 1)
        #expect(Self.beacons((0..<24).map { Self.flow(Double($0) * 60) }).count == 2)
    }

    /// Thirty flows, each a number of seconds after the first.
    static func flows(_ seconds: (Int) -> Int, to address: String = "203.0.113.9", port: UInt16 = 443, bytes: Int = 900)
        -> [FlowRecord?]
    {
        (0..<30).map { flow(Double(seconds($0)), to: address, port: port, bytes: bytes) }
    }

    @Test(
        "A person's irregular clicks, bulk, the LAN, time and names are no beacons",
        arguments: [
            flows { $0 * $0 * 7 % 1009 }, flows({ $0 * 60 }, bytes: 1 << 20), flows({ $0 * 60 }, to: "192.168.1.5"),
            flows({ $0 * 64 }, port: 123), flows({ $0 * 60 }, port: 53), flows { $0 },
        ]
    )
    func honest(_ flows: [FlowRecord?]) throws {
        try #require(flows.allSatisfy { $0 != nil })
        #expect(Self.beacons(flows).isEmpty)
    }

    @Test("A block list has addresses, networks and names; a name stands for all below it")
    func blockList() throws {
        let text = "# remark\n203.0.113.9\r\n198.51.100.0/24 # x\n2001:db8::/32\n\nBad.Example.\n"
        let list = try BlockList(untrustedBytes: Array(text.utf8))
        #expect(list.addresses == ["203.0.113.9", "198.51.100.0/24"])
        #expect(list.addresses6 == ["2001:db8::/32"])
        #expect(list.entry(for: "bad.example") == "bad.example")
        #expect(list.entry(for: "a.b.bad.example") == "bad.example")
        #expect(list.entry(for: "notbad.example") == nil)
        #expect(list.entry(for: "example") == nil)
    }

    @Test("A line that is neither is refused by its number", arguments: ["10.0.0.300", "word", "a..b", "a b.c }", "-"])
    func badList(_ line: String) {
        let error = #expect(throws: ApplianceError.self) {
            try BlockList(untrustedBytes: Array("ok.example\n\(line)".utf8))
        }
        if line == "a b.c }" {
            #expect(error?.description.contains("line 2") == true)
        } else {
            #expect(error?.description.hasPrefix("wrong content: line 2 of the block list") == true)
        }
    }

    @Test("A name on the block list is dropped at its server, and asking for it is reported")
    func names() throws {
        var guardian = Guard()
        guardian.blockList = try BlockList(untrustedBytes: Array("bad.example".utf8))
        func actions(_ line: String) throws -> [GuardAction] {
            guard case .name(let name) = try EVERecord(untrustedLine: Data(line.utf8)) else { return [] }
            return guardian.judge(.name(name), at: Self.now, id: "1")
        }
        let ends = #""src_ip":"10.10.0.51","src_port":1,"dest_ip":"203.0.113.9","dest_port":443"#
        let hello = try actions(#"{"event_type":"tls",\#(ends),"tls":{"sni":"www.bad.example"}}"#)
        #expect(hello.first == .block("203.0.113.9"))
        #expect(try actions(#"{"event_type":"tls",\#(ends),"tls":{"sni":"good.example"}}"#).isEmpty)
        let other = ends.replacing("10.10.0.51", with: "10.10.0.52")
        let query = try actions(#"{"event_type":"dns",\#(other),"dns":{"type":"query","rrname":"bad.example"}}"#)
        #expect(query == guardian.findings.suffix(1).map { .file($0) })
        #expect(query.count == 1)
    }

    @Test("The policy decides what becomes of a kind of finding")
    func policy() throws {
        for (action, count) in zip(GuardPolicy.Action.allCases, [1, 1, 2, 3]) {
            var guardian = Guard(policy: GuardPolicy(rules: [.init(.kind(.beaconing), action)]))
            let flows = (0..<12).compactMap { Self.flow(Double($0) * 60) }
            let actions = flows.flatMap { guardian.judge(.flow($0), at: Self.now, id: "1") }
            #expect(actions.count == count)
            #expect(actions.contains(.block("203.0.113.9")) == (action >= .drop))
        }
    }

    @Test("What the kernel logs is told apart by its rule")
    func kernelKinds() {
        let kinds: [(String, Finding.Kind)] = [
            ("worm", .worm), ("scan", .portScan), ("listed", .blockedAddress), ("volume", .exfiltration),
            ("uncounted", .exfiltration), ("spoof", .spoofing),
        ]
        for (rule, kind) in kinds {
            var guardian = Guard()
            let packet = LoggedPacket(rule: rule, untrustedPayload: GuardTests.tcp, etherType: 0x0800)
            _ = guardian.judge(.logged(packet), at: Self.now, id: "1")
            #expect(guardian.findings.map(\.kind) == [kind])
        }
    }

    @Test("The kernel drops what the policy drops and lets pass what it does not, and queues what it holds")
    func kernelPolicy() {
        let all = GuardPolicy(rules: Finding.Kind.allCases.map { .init(.kind($0), .drop) }, inline: [.port(445)])
        let none = GuardPolicy(rules: Finding.Kind.allCases.map { .init(.kind($0), .alert) }, exfiltrationMegabytes: 7)
        for name in ["worm", "scan", "listed", "volume"] {
            let rule = "add rule bridge guard verdict_\(name) counter name dropped drop\n"
            #expect(GuardTable.apply(all).contains(rule))
            #expect(!GuardTable.apply(none).contains(rule))
        }
        #expect(GuardTable.apply(all).contains("inspected tcp dport 445 queue num 0\n"))
        #expect(!GuardTable.apply(none).contains("queue"))
        #expect(GuardTable.apply(none).contains("quota over 7 mbytes"))
    }
}
