import Foundation
import PacketPolicy
import Testing

@Suite("Containment of worms in the kernel", .serialized, .enabled(if: World.isPossible))
struct ContainmentInKernelTests {
    static let frames = Frames.told(.fromUserOS) + Frames.plain(.fromUserOS)
    /// Long enough for a busy machine.
    static let slow = Containment.Window(attempts: 10, milliseconds: 50_000)

    static func script(_ containment: Containment, _ steps: [Step]) throws -> [Step] {
        let defense = SystemDefense(containment: containment)
        return [.tell("install"), .tell("stance open"), .tell(try DefenseInKernelTests.command(defense))] + steps
    }

    static func arrivals(_ outcomes: [Outcome], _ frame: String) -> [Int] {
        outcomes.compactMap(\.traffic).compactMap { $0.frames.first { $0.name == frame }?.arrived }
    }

    static func signals(_ outcomes: [Outcome]) throws -> [DefenseSignals] {
        try outcomes.compactMap(\.word).filter { $0.hasPrefix("{") }
            .map { try JSONDecoder().decode(DefenseSignals.self, from: Data($0.utf8)) }
    }

    @Test(
        "what is blocked is what the reference blocks",
        arguments: [
            Containment(slow: slow, blocksAll: true), Containment(slow: slow, blocksPort: true),
            Containment(slow: slow),
        ]
    )
    func agreesWithReference(_ containment: Containment) throws {
        let outcomes = try World.play(
            try Self.script(containment, [.probe(20), .tell("signals")]),
            frames: Self.frames
        )
        let defense = SystemDefense(containment: containment)
        var judge = PacketJudge(policy: Policy(stance: .open, hardwareAddress: Frames.pc, defense: defense))
        var passed = [Int](repeating: 0, count: Self.frames.count)
        for _ in 0..<20 {
            for (number, frame) in Self.frames.enumerated() {
                guard let packet = frame.packet, judge.judge(packet, at: 0) == .pass else { continue }
                passed[number] += 1
            }
        }
        let traffic = try #require(outcomes.compactMap(\.traffic).first)
        #expect(traffic.frames.map(\.arrived) == passed)
        #expect(try Self.signals(outcomes) == [judge.signals(at: 0)])
    }

    @Test("an encounter ends by command, and then attempts are counted from nothing")
    func endsByCommand() throws {
        let outcomes = try World.play(
            try Self.script(
                Containment(slow: Self.slow, blocksAll: true),
                [.probe(12), .tell("signals"), .tell("end"), .tell("signals"), .probe(12)]
            ),
            frames: [Self.frames[0]]
        )
        #expect(Self.arrivals(outcomes, "syn") == [10, 10])
        #expect(try Self.signals(outcomes).map { $0.encounter?.reason } == [.slow, nil])
    }

    @Test("an encounter of the fast window ends with its time")
    func endsByTime() throws {
        let fast = Containment.Window(attempts: 3, milliseconds: 1000)
        let outcomes = try World.play(
            try Self.script(
                Containment(fast: fast, blocksPort: true, seconds: 1),
                [.probe(200), .tell("signals", until: "{\"eventPackets\":0}"), .probe(1)]
            ),
            frames: [Self.frames[0]]
        )
        let arrivals = Self.arrivals(outcomes, "syn")
        #expect(arrivals.first.map { $0 >= 3 && $0 < 200 } == true)
        #expect(arrivals.last == 1)
    }

    @Test("the count goes on without the program that set it up")
    func survives() throws {
        let outcomes = try World.play(
            try Self.script(Containment(slow: Self.slow, blocksAll: true), [.probe(6), .restart, .probe(6)]),
            frames: [Self.frames[0]]
        )
        #expect(Self.arrivals(outcomes, "syn") == [6, 4])
    }
}
