import PacketPolicy
import Testing

@Suite("The filter in the kernel, under load", .serialized, .enabled(if: World.isPossible))
struct LeakTests {
    static let dropped = Filter(
        id: 3,
        direction: .fromUserOS,
        match: .packet(
            PacketMatch(
                .ipv4,
                source: .one(Frames.user),
                destination: .one(Frames.server),
                transport: .udp(.init(source: 4001...4001, destination: 4003...4003))
            )
        )
    )

    static func policy(_ stance: Stance, filters: [Filter] = []) -> Policy {
        let defense = SystemDefense(active: filters.isEmpty ? nil : ActivePolicy(filters))
        return Policy(stance: stance, hardwareAddress: Frames.pc, defense: defense)
    }

    @Test("decides about every kind of frame as the reference does", arguments: Stance.allCases)
    func agreesWithReference(_ stance: Stance) throws {
        let outcomes = try World.play([.tell("install"), .tell("filters 16"), .tell("stance \(stance)"), .probe(20)])
        let traffic = try #require(outcomes.last?.traffic)
        let policy = Self.policy(stance, filters: [Self.dropped])
        for (frame, count) in zip(Frames.all, traffic.frames) {
            let expected = frame.verdict(policy) == .pass ? 20 : 0
            #expect(
                count.arrived == expected,
                "\(frame.direction) \(frame.name): \(String(describing: frame.verdict(policy)))"
            )
        }
    }

    @Test(
        "while stances are swapped, what both forbid never passes and what both allow is never lost",
        arguments: [(Stance.open, Stance.patching), (.patching, .quarantine), (.open, .quarantine)]
    )
    func swaps(_ first: Stance, _ second: Stance) throws {
        let outcomes = try World.play([
            .tell("install"), .tell("filters 16"), .tell("stance \(first)"),
            .load(swapping: ["stance \(second)", "stance \(first)"]),
        ])
        let traffic = try #require(outcomes.last?.traffic)
        #expect(traffic.swaps >= 20)
        let policies = [first, second].map { Self.policy($0, filters: [Self.dropped]) }
        try expect(traffic, policies)
    }

    @Test("while filters are changed, what all of them forbid never passes and the rest is never lost")
    func filterChanges() throws {
        let outcomes = try World.play([
            .tell("install"), .tell("filters 16"), .tell("stance open"),
            .load(swapping: ["filters 64", "filters 16", "filters 63", "filters 500"]),
        ])
        let traffic = try #require(outcomes.last?.traffic)
        try expect(traffic, [Self.policy(.open, filters: [Self.dropped])], mayLose: true)
    }

    @Test("the engine's death and return change nothing, in any stance", arguments: Stance.allCases)
    func survivesKill(_ stance: Stance) throws {
        let outcomes = try World.play([
            .tell("install"), .tell("filters 16"), .tell("stance \(stance)"),
            .load(swapping: ["restart", "restart"], seconds: World.seconds / 4), .restart, .tell("stance"),
        ])
        #expect(outcomes.suffix(2).compactMap(\.word) == ["takenOver", stance.rawValue])
        let traffic = try #require(outcomes.dropLast(2).last?.traffic)
        try expect(traffic, [Self.policy(stance, filters: [Self.dropped])])
    }

    @Test("a new filter is in quarantine until it is told otherwise")
    func startsClosed() throws {
        let outcomes = try World.play([.tell("install"), .probe(10)])
        #expect(outcomes.first?.word == "made")
        for (frame, count) in zip(Frames.all, try #require(outcomes.last?.traffic).frames) {
            let expected = frame.verdict(Self.policy(.quarantine)) == .pass ? 10 : 0
            #expect(count.arrived == expected, "\(frame.direction) \(frame.name)")
        }
    }

    @Test("without the filter there is no wire")
    func noFilterNoWire() throws {
        let outcomes = try World.play([
            .tell("install"), .tell("stance open"), .probe(1), .tell("uninstall"), .tell("install"), .probe(1),
        ])
        let arrivals = outcomes.compactMap(\.traffic).map { $0.frames.reduce(0) { $0 + $1.arrived } }
        #expect(arrivals.count == 2)
        #expect(arrivals.first ?? 0 > 0)
        // The filter that was installed anew is in quarantine.
        #expect(arrivals.last == Frames.all.count { $0.verdict(Self.policy(.quarantine)) == .pass })
    }

    private func expect(_ traffic: Traffic, _ policies: [Policy], mayLose: Bool = false) throws {
        for (frame, count) in zip(Frames.all, traffic.frames) {
            let passes = policies.map { frame.verdict($0) == .pass }
            #expect(count.sent > 0, "\(frame.direction) \(frame.name) was never sent")
            if !passes.contains(true) {
                #expect(count.arrived == 0, "\(frame.direction) \(frame.name) leaked")
            } else if !passes.contains(false) && !mayLose {
                #expect(
                    count.arrived + traffic.backlogLosses >= count.sent,
                    "\(frame.direction) \(frame.name) was lost"
                )
            }
        }
    }
}
