import AMTSchema
import CIMModel
import FoundationEssentials
import Inventory
import Logging
import NVRAM
import PacketPolicy
import Simulation
import Testing
import VirtualPC

@testable import SystemDefense
@testable import ObjectManager
@testable import EngineEvents
@testable import ManagementEngine

@Suite("The control of System Defense")
struct DefenseControlTests {
    let nvram: NVRAM
    let pc: SimulatedPC
    let control: DefenseControl

    init() async throws {
        nvram = try NVRAM(path: ":memory:")
        pc = SimulatedPC(
            hardware: .standard(
                name: "pc1",
                uuid: "12345678-9abc-def0-1122-334455667788",
                cores: 2,
                memoryMiB: 1024,
                diskBytes: 1 << 30,
                mac: DefenseBench.mac.description
            )
        )
        control = try await DefenseControl(
            pc: pc,
            nvram: nvram,
            journal: EventJournal(nvram: nvram),
            logger: Logger(label: "test")
        )
    }

    /// Two policies: the first drops ARP, with an event; the second, of greater precedence, drops all.
    private func prepare() async throws {
        try await control.change { state throws(DefenseRefusal) in
            let match = Match.frame(FrameMatch(etherType: .arp))
            let filter = Filter(id: 0, direction: .fromUserOS, match: match, profile: .drop, raisesEvent: true)
            let handle = try state.add(name: "arp", filter)
            let first = try state.add(DefensePolicy(id: 0, precedence: 1, filters: [handle]))
            let second = try state.add(DefensePolicy(id: 0, precedence: 2, fromUserOS: .init(drops: true)))
            try state.assign(first, to: .administrator, now: Date())
            try state.assign(second, to: .agentPresence, now: Date())
        }
    }

    @Test("an owner's policy is in force while the owner says so")
    func ownerEnables() async throws {
        try await prepare()
        #expect(await pc.send(DefenseBench.arp) == .drop(.filter(1)))
        try await control.setEnabled(owner: .agentPresence, true)
        #expect(await pc.send(DefenseBench.arp) == .drop(.otherwise))
        try await control.setEnabled(owner: .agentPresence, false)
        #expect(await pc.send(DefenseBench.arp) == .drop(.filter(1)))
    }

    /// How many times a filter has matched, as the event log tells.
    private func matches() async throws -> Int { try await nvram.events().count { $0.bytes[5] == 0x24 } }

    @Test("the PC's user is told when another policy is in force, and of no other change")
    func notice() async throws {
        try await prepare()
        func told() async throws -> [String?] {
            try await nvram.events().map { Alert(record: $0, filter: .userNotification).indication.messageID }
        }
        #expect(try await told() == ["iAMT0056"])
        try await control.change { state throws(DefenseRefusal) in
            _ = try state.add(DefensePolicy(id: 0, precedence: 1))
        }
        #expect(try await told() == ["iAMT0056"])
        try await control.setEnabled(owner: .agentPresence, true)
        #expect(try await told() == ["iAMT0056", "iAMT0056"])
    }

    @Test("a filter raises its event once, and again after the statistics were updated")
    func oneEvent() async throws {
        try await prepare()
        for _ in 0..<3 {
            _ = await pc.send(DefenseBench.arp)
            try await control.look()
        }
        #expect(try await matches() == 1)
        try await control.updateStatistics(reset: false)
        try await control.look()
        #expect(try await matches() == 1)
        _ = await pc.send(DefenseBench.arp)
        try await control.look()
        #expect(try await matches() == 2)
        // Sensor 0x24, and the filter's handle behind 0xAA.
        let record = try #require(try await nvram.events().last?.bytes)
        #expect(record[5] == 0x24)
        #expect(Array(record[13..<18]) == [0xAA, 0, 0, 0, 1])
    }

    @Test("against spoofing the host's addresses are what the user OS says, and stay when it says nothing")
    func addresses() async throws {
        try await control.change { state throws(DefenseRefusal) in
            let policy = try state.add(DefensePolicy(id: 0, precedence: 1, isAgainstSpoofing: true))
            try state.assign(policy, to: .administrator, now: Date())
        }
        #expect(await control.state.wanted.active?.hostAddresses == [])
        let own = try #require(IPAddress(untrusted: "10.10.0.60"))
        try await pc.perform(.on, bootOnce: nil)
        await pc.assign([own])
        await control.noteAddresses(pc.userAddresses())
        #expect(await control.state.wanted.active?.hostAddresses == [own])
        try await pc.perform(.offHard, bootOnce: nil)
        await control.noteAddresses(pc.userAddresses())
        let restarted = try await DefenseControl(
            pc: pc,
            nvram: nvram,
            journal: EventJournal(nvram: nvram),
            logger: Logger(label: "test")
        )
        #expect(await restarted.state.wanted.active?.hostAddresses == [own])
    }

    @Test("an outbreak enables the policy for outbreaks until it ends, with an event for each")
    func outbreak() async throws {
        try await prepare()
        try await control.change { state throws(DefenseRefusal) in
            try state.assign(2, to: .heuristics, now: Date())
            state.settings.heuristics = HeuristicSettings(
                isEnabled: true,
                fastThreshold: 3,
                fastClearTime: 1000,
                slowThreshold: 3,
                slowClearTime: 50_000,
                blocksPort: false
            )
        }
        for port: UInt16 in 1...4 { #expect(await pc.send(DefenseBench.attempt(port)) == .pass) }
        try await control.look()
        #expect(await pc.send(DefenseBench.attempt(1)) == .drop(.otherwise))
        try await control.endEncounter()
        #expect(await pc.send(DefenseBench.attempt(1)) == .pass)
        // User notifications of the reason 1, traffic that is stopped.
        let told = try await nvram.events().map { Array($0.bytes[5...6] + $0.bytes[14...14]) }
        #expect(told.filter { $0[2] == 0x10 } == [[0xC0, 0x70, 0x10], [0xC0, 0x70, 0x10]])
    }

    /// An outbreak, against which the second policy is in force.
    private func breakOut() async throws {
        try await prepare()
        try await control.change { state throws(DefenseRefusal) in
            try state.assign(2, to: .heuristics, now: Date())
            state.settings.heuristics = HeuristicSettings(isEnabled: true, fastThreshold: 3, blocksPort: false)
        }
        for port: UInt16 in 1...4 { #expect(await pc.send(DefenseBench.attempt(port)) == .pass) }
        try await control.look()
        #expect(await pc.send(DefenseBench.attempt(1)) == .drop(.otherwise))
    }

    /// What System Defense has to tell, but that it was changed.
    private func events() async throws -> [EventRecord] {
        try await nvram.events().filter {
            Alert(record: $0, filter: .userNotification).indication.messageID != "iAMT0056"
        }
    }

    private func restarted() async throws -> DefenseControl {
        try await DefenseControl(
            pc: pc,
            nvram: nvram,
            journal: EventJournal(nvram: nvram),
            logger: Logger(label: "test")
        )
    }

    @Test("an outbreak that ended while the engine was away is answered no longer")
    func outbreakThatEnded() async throws {
        try await breakOut()
        await pc.endEncounter()
        let again = try await restarted()
        try await again.restore()
        #expect(await again.state.needsWatching)
        try await again.look()
        #expect(await pc.send(DefenseBench.attempt(1)) == .pass)
        #expect(try await events().map { Array($0.bytes[5...6]) } == [[0xC0, 0x70], [0xC0, 0x70]])
    }

    @Test("an outbreak that goes on is answered without a gap by the next engine")
    func outbreakThatGoesOn() async throws {
        try await breakOut()
        let again = try await restarted()
        try await again.restore()
        #expect(await pc.send(DefenseBench.attempt(1)) == .drop(.otherwise))
        try await again.look()
        #expect(await pc.send(DefenseBench.attempt(1)) == .drop(.otherwise))
        #expect(await again.encounter != nil)
    }

    @Test("what leaves the policy alone leaves its counters and events alone")
    func otherSettings() async throws {
        try await prepare()
        _ = await pc.send(DefenseBench.arp)
        try await control.updateStatistics(reset: true)
        _ = await pc.send(DefenseBench.arp)
        try await control.look()
        #expect(try await events().count == 1)
        try await control.change { state throws(DefenseRefusal) in state.settings.heuristics.isEnabled = true }
        try await control.look()
        #expect(try await events().count == 1)
        try await control.updateStatistics(reset: false)
        #expect(try await control.statistics().filters == [1: 1])
    }

    @Test("what a policy has counted stays when the host's addresses change")
    func otherAddresses() async throws {
        try await control.change { state throws(DefenseRefusal) in
            let match = Match.frame(FrameMatch(etherType: .arp))
            let filter = Filter(id: 0, direction: .fromUserOS, match: match, profile: .countAndDrop, raisesEvent: true)
            let handle = try state.add(name: "arp", filter)
            let policy = try state.add(DefensePolicy(id: 0, isAgainstSpoofing: true, filters: [handle]))
            try state.assign(policy, to: .administrator, now: Date())
        }
        _ = await pc.send(DefenseBench.arp)
        try await control.look()
        await control.noteAddresses([.ipv4(10, 0, 0, 2)])
        _ = await pc.send(DefenseBench.arp)
        try await control.look()
        #expect(try await events().count == 1)
        try await control.updateStatistics(reset: false)
        #expect(try await control.statistics().filters == [1: 2])
    }

    @Test("what was stored is what the next control tells the wire")
    func restore() async throws {
        try await prepare()
        let again = try await restarted()
        #expect(await again.state == control.state)
        await pc.apply(SystemDefense())
        try await again.restore()
        #expect(await pc.send(DefenseBench.arp) == .drop(.filter(1)))
    }
}

@Suite("What System Defense remembers")
struct DefenseStateTests {
    static let start = Date(timeIntervalSince1970: 1_700_000_000)

    static func filter(_ type: EtherType = .arp) -> Filter {
        Filter(id: 0, direction: .fromUserOS, match: .frame(FrameMatch(etherType: type)))
    }

    @Test("a timeout counts from when a policy is enabled, and disables it")
    func timeout() throws {
        var state = DefenseState()
        let policy = try state.add(DefensePolicy(id: 0))
        try state.setTimeout(5, of: policy, now: Self.start)
        state.expire(now: Self.start + 600)
        try state.assign(policy, to: .administrator, now: Self.start + 600)
        #expect(!state.isDue(Self.start + 899))
        #expect(state.active?.id == policy)
        #expect(state.isDue(Self.start + 900))
        state.expire(now: Self.start + 900)
        #expect(state.active == nil)
        #expect(state.settings.assignments.policies[.administrator] == nil)
    }

    @Test("an owner's choice stays when its time is over; it is only disabled")
    func ownerTimeout() throws {
        var state = DefenseState()
        let policy = try state.add(DefensePolicy(id: 0))
        try state.assign(policy, to: .agentPresence, now: Self.start)
        try state.setTimeout(1, of: policy, now: Self.start)
        state.setEnabled(true, .agentPresence, now: Self.start)
        state.expire(now: Self.start + 60)
        #expect(state.active == nil)
        #expect(state.settings.assignments.policies[.agentPresence] == policy)
    }

    @Test("there is room for 64 policies and 4,096 filters, and a policy may name them all")
    func capacity() throws {
        var state = DefenseState()
        let handles = try (0..<4096).map { _ throws(DefenseRefusal) in try state.add(name: "", Self.filter()) }
        #expect(throws: DefenseRefusal.full) { try state.add(name: "", Self.filter()) }
        for _ in 0..<64 { _ = try state.add(DefensePolicy(id: 0, filters: handles)) }
        #expect(throws: DefenseRefusal.full) { try state.add(DefensePolicy(id: 0)) }
    }

    @Test("a handle is never given twice")
    func handles() throws {
        var state = DefenseState()
        let first = try state.add(name: "", Self.filter())
        try state.removeFilter(first)
        #expect(try state.add(name: "", Self.filter()) != first)
    }

    @Test("a policy that names no filter of ours, one twice, or itself too long is refused")
    func badPolicies() throws {
        var state = DefenseState()
        let handle = try state.add(name: "", Self.filter())
        for policy in [
            DefensePolicy(id: 0, filters: [handle + 1]), DefensePolicy(id: 0, filters: [handle, handle]),
            DefensePolicy(id: 0, name: "a name of 17 char"),
        ] { #expect(throws: DefenseRefusal.invalid) { try state.add(policy) } }
    }
}
