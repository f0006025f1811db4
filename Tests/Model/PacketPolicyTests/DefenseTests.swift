import PacketPolicy
import Testing

@Suite("System Defense")
struct DefenseTests {
    static func filter(_ id: UInt32, _ port: UInt16, _ profile: Filter.Profile, raisesEvent: Bool = false) -> Filter {
        let match = PacketMatch(.ipv4, transport: .tcp(.init(destination: port...port)))
        return Filter(
            id: id,
            direction: .fromUserOS,
            match: .packet(match),
            profile: profile,
            raisesEvent: raisesEvent
        )
    }

    static func judge(_ active: ActivePolicy?, _ containment: Containment? = nil) -> PacketJudge {
        let defense = SystemDefense(active: active, containment: containment)
        return PacketJudge(policy: Policy(stance: .open, hardwareAddress: pc, defense: defense))
    }

    @Test("of filters that mean a packet one that drops it is enough, in whatever order they stand")
    func oneDropIsEnough() {
        let filters = [Self.filter(1, 80, .countAndPass), Self.filter(2, 80, .drop), Self.filter(3, 80, .pass)]
        let packet = ip(.fromUserOS, host, web, .tcp, (1, 80))
        for order in [filters, filters.reversed()] {
            let judgement = ActivePolicy(order).judge(packet)
            #expect(judgement.verdict == .drop(.filter(2)))
            #expect(judgement.matched.sorted() == [1, 2, 3])
        }
    }

    @Test("the default drops what no filter means, and nothing else")
    func defaultDrop() {
        var active = ActivePolicy([Self.filter(1, 80, .pass)])
        active.policy.fromUserOS = .init(drops: true)
        #expect(active.judge(ip(.fromUserOS, host, web, .tcp, (1, 80))).verdict == .pass)
        #expect(active.judge(ip(.fromUserOS, host, web, .tcp, (1, 81))).verdict == .drop(.otherwise))
        #expect(active.judge(ip(.toUserOS, web, host, .tcp, (1, 81), by: other)).verdict == .pass)
    }

    @Test("a policy never opens what a stance has closed", arguments: [Stance.patching, .quarantine])
    func stanceIsAbove(_ stance: Stance) {
        let defense = SystemDefense(active: ActivePolicy([Self.filter(1, 443, .pass)]))
        let policy = Policy(stance: stance, hardwareAddress: pc, defense: defense)
        #expect(policy.evaluate(ip(.fromUserOS, host, web, .tcp, (1, 443))) != .pass)
    }

    @Test("only addresses of the host leave it, where they are known")
    func antiSpoofing() {
        var active = ActivePolicy([])
        active.policy.isAgainstSpoofing = true
        #expect(active.judge(ip(.fromUserOS, web, host, .udp)).verdict == .pass)
        active.hostAddresses = [host]
        #expect(active.judge(ip(.fromUserOS, host, web, .udp)).verdict == .pass)
        #expect(active.judge(ip(.fromUserOS, web, host, .udp)).verdict == .drop(.spoofedAddress))
        #expect(active.judge(ip(.fromUserOS, host6, web6, .udp)).verdict == .pass)
        #expect(active.judge(ip(.toUserOS, web, host, .udp)).verdict == .pass)
    }

    @Test("a limit passes so many packets in a second and drops the rest")
    func rateLimit() {
        var judge = Self.judge(ActivePolicy([Self.filter(1, 80, .limit(packetsPerSecond: 3))]))
        let packet = ip(.fromUserOS, host, web, .tcp, (1, 80))
        let burst = (0..<5).map { _ in judge.judge(packet, at: 1_000) }
        #expect(burst == [.pass, .pass, .pass, .drop(.filter(1)), .drop(.filter(1))])
        #expect(judge.judge(packet, at: 2_000_000_000) == .pass)
        #expect(judge.report.filters[1] == 6)
    }

    @Test("counters begin again with another policy, and go on with the same")
    func counters() {
        let active = ActivePolicy([Self.filter(1, 80, .countAndPass, raisesEvent: true)])
        var judge = Self.judge(active)
        _ = judge.judge(ip(.fromUserOS, host, web, .tcp, (1, 80)), at: 0)
        #expect(judge.signals(at: 0).eventPackets == 1)
        judge.policy.defense.active = active
        #expect(judge.report.filters == [1: 1])
        judge.policy.defense.active?.policy.precedence = 9
        #expect(judge.report.filters.isEmpty)
    }
}

@Suite("Who is in force")
struct DefenseAssignmentsTests {
    let low = DefensePolicy(id: 1, precedence: 1)
    let high = DefensePolicy(id: 2, precedence: 2)

    @Test("of the enabled policies the one of the greatest precedence is in force")
    func precedence() {
        var assignments = DefenseAssignments()
        assignments.assign(1, to: .administrator)
        assignments.assign(2, to: .agentPresence)
        #expect(assignments.active(among: [low, high])?.id == 1)
        assignments.setEnabled(true, .agentPresence)
        #expect(assignments.active(among: [low, high])?.id == 2)
        #expect(assignments.activeOwner(among: [low, high]) == .agentPresence)
        assignments.setEnabled(false, .agentPresence)
        #expect(assignments.active(among: [low, high])?.id == 1)
    }

    @Test("without an enabled policy the default one is in force, without that none")
    func fallback() {
        var assignments = DefenseAssignments()
        #expect(assignments.active(among: [low, high]) == nil)
        assignments.fallback = 2
        #expect(assignments.active(among: [low, high])?.id == 2)
        assignments.assign(1, to: .administrator)
        #expect(assignments.active(among: [low, high])?.id == 1)
        assignments.assign(nil, to: .administrator)
        #expect(assignments.active(among: [low, high])?.id == 2)
    }

    @Test("an owner may be enabled before it has chosen a policy")
    func enabledFirst() {
        var assignments = DefenseAssignments()
        assignments.setEnabled(true, .heuristics)
        #expect(assignments.active(among: [low]) == nil)
        assignments.assign(1, to: .heuristics)
        #expect(assignments.active(among: [low])?.id == 1)
    }
}

@Suite("Containment of worms")
struct ContainmentTests {
    static let fast = Containment.Window(attempts: 3, milliseconds: 100)

    static func attempt(_ port: UInt16) -> Packet {
        let header = IPHeader(
            source: host,
            destination: web,
            transport: .tcp,
            ports: .init(source: 1, destination: port),
            flags: .syn
        )
        return Packet(direction: .fromUserOS, source: pc, etherType: .ipv4, content: .ip(header))
    }

    @Test("more attempts than a window tolerates are an outbreak; as many as it tolerates are none")
    func threshold() {
        var judge = DefenseTests.judge(nil, Containment(fast: Self.fast, blocksAll: true))
        #expect((0..<3).allSatisfy { _ in judge.judge(Self.attempt(80), at: 0) == .pass })
        #expect(judge.signals(at: 0).encounter == nil)
        #expect(judge.judge(Self.attempt(80), at: 0) == .drop(.contained))
        #expect(judge.signals(at: 0).encounter?.reason == .fast)
        #expect(judge.judge(ip(.fromUserOS, host, web, .udp, (1, 53)), at: 0) == .drop(.contained))
        #expect(judge.judge(ip(.toUserOS, web, host, .udp, (53, 1), by: other), at: 0) == .pass)
    }

    @Test("a window ends, and the next one begins with nothing")
    func windowEnds() {
        var judge = DefenseTests.judge(nil, Containment(fast: Self.fast, blocksAll: true))
        for millisecond in stride(from: UInt64(0), to: 1000, by: 40) {
            #expect(judge.judge(Self.attempt(80), at: millisecond * 1_000_000) == .pass)
        }
    }

    @Test("only the port of the attempt that was too much is blocked")
    func port() {
        var judge = DefenseTests.judge(nil, Containment(fast: Self.fast, blocksPort: true))
        for port: UInt16 in [80, 81, 82] { #expect(judge.judge(Self.attempt(port), at: 0) == .pass) }
        #expect(judge.judge(Self.attempt(445), at: 0) == .drop(.contained))
        #expect(judge.signals(at: 0).encounter?.port == Encounter.Port(transport: .tcp, number: 445))
        #expect(judge.judge(Self.attempt(445), at: 0) == .drop(.contained))
        #expect(judge.judge(Self.attempt(80), at: 0) == .pass)
    }

    @Test("an encounter ends with its time, or by command")
    func ends() {
        var timed = DefenseTests.judge(nil, Containment(fast: Self.fast, blocksAll: true, seconds: 5))
        var lasting = DefenseTests.judge(nil, Containment(fast: Self.fast, blocksAll: true))
        for _ in 0..<4 {
            _ = timed.judge(Self.attempt(80), at: 0)
            _ = lasting.judge(Self.attempt(80), at: 0)
        }
        #expect(timed.signals(at: 4_999_999_999).encounter != nil)
        #expect(timed.signals(at: 5_000_000_000).encounter == nil)
        #expect(lasting.signals(at: 5_000_000_000).encounter != nil)
        lasting.endEncounter()
        #expect(lasting.judge(Self.attempt(80), at: 5_000_000_000) == .pass)
    }

    @Test("a datagram is an attempt where none went for a minute")
    func datagrams() {
        var judge = DefenseTests.judge(nil, Containment(fast: Self.fast, blocksAll: true))
        for _ in 0..<10 { #expect(judge.judge(ip(.fromUserOS, host, web, .udp, (1, 53)), at: 0) == .pass) }
        for port: UInt16 in [54, 55] {
            #expect(judge.judge(ip(.fromUserOS, host, web, .udp, (1, port)), at: 0) == .pass)
        }
        #expect(judge.judge(ip(.fromUserOS, host, web, .udp, (1, 56)), at: 0) == .drop(.contained))
    }
}
