import FoundationEssentials
import Inventory
import PacketPolicy
import Suricata
import Testing

@testable import Appliance

@Suite("The guard's judgement")
struct GuardTests {
    static let now = Date(timeIntervalSince1970: 1_700_000_000)
    static let packet = LoggedPacket(rule: "worm", untrustedPayload: tcp, etherType: 0x0800)
    /// IPv4 10.10.0.51 to 10.10.0.120, TCP port 445.
    static let tcp: [UInt8] = [
        0x45, 0, 0, 40, 0, 0, 0x40, 0, 64, 6, 0, 0, 10, 10, 0, 51, 10, 10, 0, 120, 0x9C, 0x40, 0x01, 0xBD,
    ]

    static func alert(severity: Int, to server: String = "10.10.0.1") -> SuricataAlert {
        let line = #"""
            {"event_type":"alert","src_ip":"10.10.0.51","src_port":1,"dest_ip":"\#(server)","dest_port":80,"alert":{"signature_id":7,"signature":"s","severity":\#(severity)}}
            """#
        guard case .alert(let alert) = try? EVERecord(untrustedLine: Data(line.utf8)) else {
            preconditionFailure("the sample is an alert")
        }
        return alert
    }

    @Test("A source that spreads makes a worm finding and a request for quarantine")
    func spread() throws {
        var guardian = Guard()
        let actions = guardian.judge(.logged(Self.packet), at: Self.now, id: "1")
        guard case .requestQuarantine(let finding)? = actions.first else {
            Issue.record("no request")
            return
        }
        #expect(actions == [.requestQuarantine(finding), .file(finding)])
        #expect(finding.kind == .worm)
        #expect(finding.source == "10.10.0.51")
        #expect(finding.destination == "10.10.0.120:445")
    }

    @Test("An illegal alert drops the far end first")
    func illegal() {
        var guardian = Guard()
        let actions = guardian.judge(.alert(Self.alert(severity: 1)), at: Self.now, id: "1")
        #expect(actions.first == .block("10.10.0.1"))
        #expect(actions.count == 3)
    }

    @Test("An alert that is only worth knowing is noted and nothing else")
    func notice() {
        var guardian = Guard()
        let actions = guardian.judge(.alert(Self.alert(severity: 3)), at: Self.now, id: "1")
        #expect(actions == guardian.findings.map { .note($0) })
    }

    @Test("The same finding is not filed again within a minute, and is after it or after a new stance")
    func storm() {
        var guardian = Guard()
        func count(after seconds: TimeInterval) -> Int {
            guardian.judge(.logged(Self.packet), at: Self.now.addingTimeInterval(seconds), id: "x").count
        }
        #expect(count(after: 0) == 2)
        #expect(count(after: 59) == 0)
        #expect(count(after: 60) == 2)
        guardian.rearm()
        #expect(count(after: 61) == 2)
    }

    @Test("Another far end of the same finding is dropped, though it is not filed again")
    func farEnds() {
        var guardian = Guard()
        func actions(to server: String, after seconds: TimeInterval) -> [GuardAction] {
            let alert = Self.alert(severity: 1, to: server)
            return guardian.judge(.alert(alert), at: Self.now.addingTimeInterval(seconds), id: "x")
        }
        #expect(actions(to: "10.10.0.1", after: 0).count == 3)
        #expect(actions(to: "10.10.0.2", after: 1) == [.block("10.10.0.2")])
        #expect(actions(to: "10.10.0.2", after: 2) == [])
    }

    @Test("Of findings about sources that are made up only so many are filed, and the next one says how many were not")
    func madeUp() {
        var guardian = Guard(policy: GuardPolicy(rules: [.init(.kind(.worm), .alert)]))
        func filed(_ number: Int, after seconds: TimeInterval) -> [Finding] {
            var packet = Self.packet
            packet.source = "10.\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)"
            return guardian.judge(.logged(packet), at: Self.now + seconds, id: "x").compactMap {
                if case .file(let finding) = $0 { finding } else { nil }
            }
        }
        #expect((0..<5000).flatMap { filed($0, after: Double($0) / 1000) }.count == 10)
        #expect(filed(5000, after: 70).first?.summary.hasSuffix("; 4990 more of its kind were not filed") == true)
        #expect(guardian.findings.count == 11)
    }

    @Test("The cut is asked for, however much else was found before, and again while it does not come")
    func cutAfterFlood() {
        let rules: [GuardPolicy.Rule] = [.init(.priority(1), .cutOff), .init(.kind(.signature), .note)]
        var guardian = Guard(policy: GuardPolicy(rules: rules))
        func cuts(_ severity: Int, from source: String, after seconds: TimeInterval) -> Int {
            var alert = Self.alert(severity: severity)
            alert.source.address = source
            return guardian.judge(.alert(alert), at: Self.now + seconds, id: "x").filter {
                if case .requestQuarantine = $0 { true } else { false }
            }.count
        }
        #expect((0..<1000).map { cuts(3, from: "\($0)", after: 0) }.reduce(0, +) == 0)
        #expect(cuts(1, from: "first", after: 1) == 1)
        #expect((0..<1000).map { cuts(1, from: "\($0)", after: 2) }.reduce(0, +) == 9)
        #expect(cuts(1, from: "last", after: 63) == 1)
    }

    @Test("The memory of findings is bounded")
    func bounded() {
        var guardian = Guard()
        for minute in 0..<500 {
            _ = guardian.judge(.logged(Self.packet), at: Self.now.addingTimeInterval(Double(minute) * 61), id: "x")
        }
        #expect(guardian.findings.count == 200)
    }

    @Test("A logged ARP request tells who asked for whom")
    func arp() {
        let payload: [UInt8] =
            [0, 1, 8, 0, 6, 4, 0, 1] + [1, 2, 3, 4, 5, 6, 10, 0, 0, 1] + [0, 0, 0, 0, 0, 0, 10, 0, 0, 2]
        let packet = LoggedPacket(rule: "worm", untrustedPayload: payload, etherType: 0x0806)
        #expect(packet.source == "10.0.0.1")
        #expect(packet.destination == "10.0.0.2")
        #expect(packet.transport == "ARP")
    }

    @Test("A packet cut short anywhere is read without harm", arguments: [0x0800, 0x86DD, 0x0806] as [UInt16])
    func truncated(_ etherType: UInt16) {
        for length in 0...Self.tcp.count {
            let packet = LoggedPacket(
                rule: "worm",
                untrustedPayload: Array(Self.tcp.prefix(length)),
                etherType: etherType
            )
            #expect(packet.hex.utf8.count == length * 2)
        }
    }

    @Test(
        "Only an address becomes a command",
        arguments: ["", "10.0.0", "10.0.0.1 }", "10.0.0.256", "a.b.c.d", "::1 }", "10.0.0.0/8"]
    )
    func hostileAddress(_ text: String) {
        #expect(GuardTable.block(text) == nil)
    }

    @Test("Quarantine and patching forward nothing, open forgets who was cut off")
    func stances() {
        #expect(GuardTable.apply(Stance.quarantine).contains("stance_forward goto quarantine_forward"))
        #expect(GuardTable.apply(Stance.patching).contains("stance_forward counter name dropped drop"))
        #expect(GuardTable.apply(Stance.patching).contains("stance_input jump patching_input"))
        #expect(!GuardTable.apply(Stance.open).contains("drop\n"))
        #expect(GuardTable.apply(Stance.open).contains("flush set bridge guard worms"))
    }

    @Test("Counters are read from nft's listing")
    func counters() {
        let listing = """
            table bridge guard {
            	counter forwarded {
            		packets 12 bytes 900
            	}
            	counter dropped {
            		packets 3 bytes 100
            	}
            }
            """
        #expect(HealthProbe.counters(untrustedListing: listing) == ["forwarded": 12, "dropped": 3])
    }
}
