import ApplianceLink
import FoundationEssentials
import Inventory
import Testing

@testable import Appliance

@Suite("What waits for the engine")
struct OutboxTests {
    static func finding(_ id: String) -> Finding {
        Finding(
            id: id,
            at: Date(timeIntervalSince1970: 1_700_000_000),
            kind: .worm,
            signature: "s",
            source: "a",
            destination: "b",
            summary: "",
            evidence: "",
            action: Finding.cutOffAction
        )
    }

    /// What is delivered, in order, when the engine refuses the first so many messages.
    static func delivered(_ outbox: Outbox, refusing count: Int = 0) async -> [LinkMessage] {
        var (delivered, refusals) = ([LinkMessage](), count)
        outbox.finish()
        await outbox.deliver { message in
            guard refusals == 0 else {
                refusals -= 1
                return false
            }
            delivered.append(message)
            return true
        }
        return delivered
    }

    @Test("a cut goes first and waits until it is taken")
    func cut() async {
        let outbox = Outbox(pause: .zero)
        for number in 0..<1000 { outbox.put(.event(.noted(Self.finding("\(number)")))) }
        outbox.put(.reply(id: 1, .done))
        outbox.put(.event(.quarantineRequested(Self.finding("cut"))))
        for number in 0..<1000 { outbox.put(.event(.noted(Self.finding("\(number)")))) }
        let delivered = await Self.delivered(outbox, refusing: 3)
        #expect(delivered.first == .event(.quarantineRequested(Self.finding("cut"))))
        #expect(delivered.dropFirst().first == .reply(id: 1, .done))
        #expect(delivered.count == 2 + 256)
    }

    @Test("cuts by the thousand are one, and what else there is still comes")
    func manyCuts() async {
        let outbox = Outbox(pause: .zero)
        outbox.put(.event(.finding(Self.finding("other"))))
        for number in 0..<1000 { outbox.put(.event(.quarantineRequested(Self.finding("\(number)")))) }
        let delivered = await Self.delivered(outbox)
        #expect(delivered.first == .event(.quarantineRequested(Self.finding("0"))))
        #expect(delivered.count < 100 && delivered.last == .event(.finding(Self.finding("other"))))
    }
}
