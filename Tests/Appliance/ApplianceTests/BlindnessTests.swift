import FoundationEssentials
import Inventory
import Suricata
import Testing

@testable import Appliance

@Suite("What the intrusion detection does not see")
struct BlindnessTests {
    /// The percentages told, of looks at what was counted in all.
    private static func told(_ counts: [(packets: UInt64, drops: UInt64)]) -> [Int?] {
        var blindness = Blindness()
        return counts.map { blindness.percentage(after: CaptureTally(packets: $0.packets, drops: $0.drops)) }
    }

    @Test("is told while more than a twentieth of the packets is lost, and no longer")
    func share() {
        #expect(Self.told([(0, 0), (10_000, 400), (20_000, 400)]) == [nil, nil, nil])
        #expect(Self.told([(0, 0), (10_000, 2500)]) == [nil, 25])
        let later = (1...12).map { (packets: 10_000 + UInt64($0), drops: UInt64(2500)) }
        #expect(Self.told([(0, 0)] + later).suffix(2) == [nil, nil])
    }

    @Test("is nothing when few packets are lost, or when it began anew")
    func harmless() {
        #expect(Self.told([(0, 0), (100, 100)]) == [nil, nil])
        #expect(Self.told([(90_000, 0), (100, 50), (10_000, 60)]) == [nil, nil, nil])
    }

    @Test("closes the wire only where the policy says so, and is one finding")
    func policy() throws {
        var guardian = Guard(policy: try GuardPolicy(untrustedText: "blind cut-off"))
        let actions = guardian.judge(.unseen(25), at: Date(timeIntervalSince1970: 0), id: "1")
        guard case .requestQuarantine(let finding)? = actions.first else {
            Issue.record("no request")
            return
        }
        #expect(finding.kind == .blind && finding.summary.contains("25 of 100"))
        #expect(guardian.judge(.unseen(30), at: Date(timeIntervalSince1970: 1), id: "2").isEmpty)
        #expect(GuardPolicy.standard.action(for: .blind) == .alert)
    }

    @Test("is read from Suricata's own count, and anything else is none")
    func answer() {
        let answer = #"{"message": {"pkts": 7, "drop": 2, "bypassed": 0, "invalid-checksums": 0}, "return": "OK"}"#
        #expect(CaptureTally(untrustedAnswer: answer) == CaptureTally(packets: 7, drops: 2))
        #expect(CaptureTally(untrustedAnswer: #"{"message":"no","return":"NOK"}"#) == nil)
        #expect(CaptureTally(untrustedAnswer: "") == nil)
    }
}
