import Foundation
import PacketPolicy
import Testing

@Suite("System Defense in the kernel", .serialized, .enabled(if: World.isPossible))
struct DefenseInKernelTests {
    static let frames = Direction.allCases.flatMap { Frames.plain($0) + Frames.told($0) }
    static let times = 10

    static func packets(_ direction: Direction, _ list: [(PacketMatch, Filter.Profile)]) -> [(
        Direction, Match, Filter.Profile
    )] {
        list.map { (direction, .packet($0.0), $0.1) }
    }

    static func filters(_ list: [(Direction, Match, Filter.Profile)]) -> [Filter] {
        list.enumerated().map { number, line in
            Filter(
                id: UInt32(number + 1),
                direction: line.0,
                match: line.1,
                profile: line.2,
                raisesEvent: number.isMultiple(of: 3)
            )
        }
    }

    static let policies: [ActivePolicy] = Direction.allCases.flatMap {
        [ranges($0), headers($0), hardware($0), closed($0)]
    }

    /// Ranges that overlap, addresses by mask, and the same thing named twice.
    static func ranges(_ direction: Direction) -> ActivePolicy {
        ActivePolicy(
            filters(
                packets(
                    direction,
                    [
                        (PacketMatch(.ipv4, transport: .tcp(.init(destination: 440...450))), .countAndPass),
                        (PacketMatch(.ipv4, transport: .tcp(.init(destination: 445...460))), .drop),
                        (PacketMatch(.ipv4, transport: .tcp(.init(destination: 400...500))), .pass),
                        (PacketMatch(.ipv4, source: .range(.ipv4(10, 9, 0, 0), through: .ipv4(10, 9, 0, 9))), .pass),
                        (
                            PacketMatch(.ipv4, source: .masked(.ipv4(10, 0, 5, 0), mask: .ipv4(255, 0, 255, 0))),
                            .countAndDrop
                        ),
                        (PacketMatch(.ipv4, transport: .udp(.init(source: 4001...4001))), .countAndPass),
                        (PacketMatch(.ipv4, transport: .udp(.init(source: 4001...4001))), .drop),
                        (PacketMatch(.ipv6, source: .masked(Frames.user6, mask: prefix64)), .countAndPass),
                    ]
                )
            )
        )
    }

    /// Flags, codes of service, flow labels, protocols.
    static func headers(_ direction: Direction) -> ActivePolicy {
        ActivePolicy(
            filters(
                packets(
                    direction,
                    [
                        (PacketMatch(.ipv4, transport: .tcp(flags: .init(set: .syn, clear: .ack))), .countAndDrop),
                        (PacketMatch(.ipv6, transport: .tcp(flags: .init(set: .syn))), .drop),
                        (PacketMatch(.ipv4, serviceCodes: [10, 12]), .drop),
                        (PacketMatch(.ipv6, serviceCodes: [10], flowLabel: 5), .drop),
                        (PacketMatch(.ipv6, flowLabel: 6), .countAndDrop),
                        (PacketMatch(.ipv4, transport: .number(.icmp)), .countAndDrop),
                        (PacketMatch(.ipv4, transport: .tcp(.init(source: 0...65535))), .countAndPass),
                    ]
                )
            )
        )
    }

    /// The Ethernet header, tags among it.
    static func hardware(_ direction: Direction) -> ActivePolicy {
        let sender = direction == .fromUserOS ? Frames.pc : Frames.peer
        let matches: [(FrameMatch, Filter.Profile)] = [
            (FrameMatch(etherType: .arp), .countAndDrop),
            (FrameMatch(vlan: 5), .drop),
            (FrameMatch(etherType: .vlan, priority: 3), .countAndPass),
            (FrameMatch(source: .init(sender, mask: MACAddress(bits: 0xffff_ff00_0000))), .countAndPass),
            (FrameMatch(destination: .init(sender)), .drop),
            (FrameMatch(source: .init(sender, mask: MACAddress(bits: 0xff00_ff00_ff00)), etherType: .ipv6), .drop),
            (FrameMatch(), .countAndPass),
        ]
        return ActivePolicy(filters(matches.map { (direction, .frame($0.0), $0.1) }))
    }

    /// Everything is dropped but what a filter passes; addresses are watched.
    static func closed(_ direction: Direction) -> ActivePolicy {
        var active = ActivePolicy(
            filters([
                (direction, .frame(FrameMatch(etherType: .arp)), .countAndPass),
                (direction, .packet(PacketMatch(.ipv4, transport: .udp(.init(destination: 2000...2100)))), .pass),
                (direction, .packet(PacketMatch(.ipv4, transport: .tcp(.init(destination: 445...445)))), .drop),
            ])
        )
        active.policy.isAgainstSpoofing = true
        active.hostAddresses = [Frames.user, Frames.user6]
        active.policy.fromUserOS = .init(drops: true, counts: true, raisesEvent: true)
        active.policy.toUserOS = .init(counts: true)
        return active
    }

    static let prefix64 = IPAddress(untrusted: "ffff:ffff:ffff:ffff::") ?? Frames.user6

    static func command(_ defense: SystemDefense) throws -> String {
        "defense " + String(decoding: try JSONEncoder().encode(defense), as: UTF8.self)
    }

    @Test("the kernel decides and counts as the reference does", arguments: policies)
    func agreesWithReference(_ active: ActivePolicy) throws {
        let defense = SystemDefense(active: active)
        let outcomes = try World.play(
            [
                .tell("install"), .tell("stance open"), .tell(try Self.command(defense)), .probe(Self.times),
                .tell("report"), .tell("signals"),
            ],
            frames: Self.frames,
            extraTypes: [.vlan]
        )
        var judge = PacketJudge(
            policy: Policy(stance: .open, hardwareAddress: Frames.pc, defense: defense, extraEtherTypes: [.vlan])
        )
        let traffic = try #require(outcomes.compactMap(\.traffic).first)
        for (frame, count) in zip(Self.frames, traffic.frames) {
            let packet = try #require(frame.packet)
            let verdicts = (0..<Self.times).map { _ in judge.judge(packet, at: 0) }
            let expected = verdicts.filter { $0 == .pass }.count
            #expect(count.arrived == expected, "\(frame.direction) \(frame.name): \(verdicts[0])")
        }
        let report = try #require(outcomes.suffix(2).first?.word)
        #expect(try JSONDecoder().decode(DefenseReport.self, from: Data(report.utf8)).counted == judge.report.counted)
        let signals = try #require(outcomes.last?.word)
        let raised = try JSONDecoder().decode(DefenseSignals.self, from: Data(signals.utf8)).eventPackets
        #expect((raised > 0) == (judge.signals(at: 0).eventPackets > 0))
    }

    @Test("a limit drops what is more, and nothing else")
    func limit() throws {
        let match = PacketMatch(.ipv4, transport: .tcp(flags: .init(set: .syn, clear: .ack)))
        let filter = Filter(
            id: 1,
            direction: .fromUserOS,
            match: .packet(match),
            profile: .limit(packetsPerSecond: 5)
        )
        let defense = SystemDefense(active: ActivePolicy([filter]))
        let outcomes = try World.play(
            [.tell("install"), .tell("stance open"), .tell(try Self.command(defense)), .probe(100), .tell("report")],
            frames: Frames.told(.fromUserOS)
        )
        let traffic = try #require(outcomes.compactMap(\.traffic).first)
        let limited = try #require(traffic.frames.first { $0.name == "syn" })
        #expect(limited.arrived >= 5 && limited.arrived < 100)
        #expect(traffic.frames.first { $0.name == "syn-ack" }?.arrived == 100)
        let report = try #require(outcomes.last?.word)
        #expect(try JSONDecoder().decode(DefenseReport.self, from: Data(report.utf8)).filters == [1: 100])
    }

    @Test("a policy outlives its program, and the next one finds its counters")
    func survives() throws {
        let defense = SystemDefense(active: Self.headers(.fromUserOS))
        let command = try Self.command(defense)
        let outcomes = try World.play(
            [
                .tell("install"), .tell("stance open"), .tell(command), .probe(3), .restart, .probe(3), .tell(command),
                .tell("report"),
            ],
            frames: Frames.told(.fromUserOS)
        )
        let arrivals = outcomes.compactMap(\.traffic).map { $0.frames.map(\.arrived) }
        #expect(arrivals.count == 2)
        #expect(arrivals.first == arrivals.last)
        let report = try #require(outcomes.last?.word)
        #expect(try JSONDecoder().decode(DefenseReport.self, from: Data(report.utf8)).filters[1] == 6)
    }

    @Test("what was counted goes on when the host's addresses change")
    func addresses() throws {
        var active = Self.closed(.fromUserOS)
        let first = try Self.command(SystemDefense(active: active))
        active.hostAddresses.remove(Frames.user6)
        let second = try Self.command(SystemDefense(active: active))
        let outcomes = try World.play(
            [
                .tell("install"), .tell("stance open"), .tell(first), .probe(1), .tell("report"), .tell("signals"),
                .tell(second), .tell("report"), .tell("signals"), .probe(1), .tell("report"), .tell("signals"),
            ],
            frames: Frames.told(.fromUserOS)
        )
        let words = outcomes.compactMap(\.word).map { Data($0.utf8) }
        let reports = try [3, 6, 8].map { try JSONDecoder().decode(DefenseReport.self, from: words[$0]) }
        let signals = try [4, 7, 9].map { try JSONDecoder().decode(DefenseSignals.self, from: words[$0]) }
        #expect(reports[0].otherwiseFromUserOS > 0)
        #expect(reports[1] == reports[0])
        #expect(signals[0].eventPackets > 0)
        #expect(signals[1].eventPackets == signals[0].eventPackets)
        #expect(reports[2].otherwiseFromUserOS > reports[1].otherwiseFromUserOS)
        #expect(signals[2].eventPackets > signals[1].eventPackets)
    }

    @Test("no policy passes what two policies drop, while they are exchanged under load")
    func exchanges() throws {
        let (first, second) = (Self.headers(.fromUserOS), Self.hardware(.fromUserOS))
        var closed = second
        closed.filters += [Filter(id: 90, direction: .fromUserOS, match: first.filters[0].match)]
        let commands = [SystemDefense(active: first), SystemDefense(active: closed)]
        let outcomes = try World.play(
            [.tell("install"), .tell("stance open"), .tell(try Self.command(commands[0]))]
                + [.load(swapping: [try Self.command(commands[1]), try Self.command(commands[0])])],
            frames: Frames.told(.fromUserOS)
        )
        let traffic = try #require(outcomes.last?.traffic)
        let syn = try #require(traffic.frames.first { $0.name == "syn" })
        #expect(traffic.swaps >= 2)
        #expect(syn.sent > 0)
        #expect(syn.arrived == 0)
    }
}

extension DefenseReport {
    /// Without the filters that met nothing, which one side lists and the other does not.
    fileprivate var counted: DefenseReport {
        var counted = self
        counted.filters = filters.filter { $0.value > 0 }
        return counted
    }
}
