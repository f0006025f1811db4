import AMTSchema
import CIMModel
import FoundationEssentials
import Logging
import NVRAM
import Simulation
import Synchronization
import Testing
import VirtualPC

@testable import SystemDefense
@testable import ObjectManager
@testable import Auditing
@testable import RemoteControl
@testable import ManagementEngine

@Suite("The classes of agent presence")
struct AgentPresenceClassesTests {
    let conversation: Conversation
    let watchdog = "AMT_AgentPresenceWatchdog"
    let device = "AAECAwQFBgcICQoLDA0ODw=="

    init() async throws { conversation = try await Conversation() }

    private func create(_ parameters: [(String, String)]) async -> String {
        let resource = Conversation.uri(watchdog)
        let fields = parameters.map { "<r:\($0.0)>\($0.1)</r:\($0.0)>" }.joined()
        return await conversation.ask(
            "http://schemas.xmlsoap.org/ws/2004/09/transfer/Create",
            resource,
            [:],
            "<r:\(watchdog) xmlns:r=\"\(resource)\">\(fields)</r:\(watchdog)>"
        )
    }

    /// As MeshCommander sends it.
    private func create() async -> String {
        await create([
            ("CreationClassName", "0"), ("DeviceID", device), ("StartupInterval", "3600"),
            ("SystemCreationClassName", "0"), ("SystemName", "0"), ("TimeoutInterval", "60"),
            ("MonitoredEntityDescription", "guard"),
        ])
    }

    private func invoke(_ method: String, _ parameters: [(String, String)] = [], as caller: Caller) async
        -> MethodAnswer
    {
        await conversation.invoke(watchdog, method, parameters, on: ["DeviceID": device], as: caller)
    }

    private func get() async -> String {
        await conversation.ask(
            "http://schemas.xmlsoap.org/ws/2004/09/transfer/Get",
            Conversation.uri(watchdog),
            ["DeviceID": device]
        )
    }

    @Test("a console makes a watchdog, and it outlives the engine")
    func creation() async throws {
        #expect(await create().contains(">\(device)</"))
        let restarted = try await Conversation(nvram: conversation.nvram)
        let instance = await restarted.ask(
            "http://schemas.xmlsoap.org/ws/2004/09/transfer/Get",
            Conversation.uri(watchdog),
            ["DeviceID": device]
        )
        #expect(instance.contains(":MonitoredEntityDescription>guard<"))
        #expect(instance.contains(":SystemName>Intel(r) AMT<"))
    }

    @Test(
        "a watchdog of nobody, or one that can never be satisfied, is refused",
        arguments: [
            [("DeviceID", "AAAAAAAAAAAAAAAAAAAAAA=="), ("StartupInterval", "1"), ("TimeoutInterval", "1")],
            [("DeviceID", "AAEC"), ("StartupInterval", "1"), ("TimeoutInterval", "1")],
            [("DeviceID", "AAECAwQFBgcICQoLDA0ODw=="), ("StartupInterval", "1"), ("TimeoutInterval", "0")],
            [("DeviceID", "AAECAwQFBgcICQoLDA0ODw=="), ("StartupInterval", "1"), ("TimeoutInterval", "65536")],
            [("DeviceID", "AAECAwQFBgcICQoLDA0ODw==")], [],
        ] as [[(String, String)]]
    )
    func refusedCreation(parameters: [(String, String)]) async {
        #expect(await create(parameters).contains("AMT-STATUS 36"))
    }

    @Test("only a program in the user OS is an agent; its change of state is logged as hardware logs it")
    func registration() async throws {
        _ = await create()
        let anything = [("OldState", "31"), ("NewState", "31"), ("EventOnTransition", "true")]
        #expect(await invoke("AddAction", anything, as: .administrator).status == 0)
        #expect(await invoke("RegisterAgent", as: .program).status == 2)
        try await conversation.pc.perform(.on, bootOnce: nil)
        await conversation.engine.agents.follow(.on)
        #expect(await invoke("RegisterAgent", as: .administrator).status == 16)
        let session = await invoke("RegisterAgent", as: .program)
        #expect(session["TimeoutInterval"] == "60")
        let number = try #require(session["SessionSequenceNumber"].flatMap { UInt32($0) })
        #expect(await get().contains(":CurrentState>4<"))
        let next = [("SequenceNumber", String(number &+ 1))]
        #expect(await invoke("AssertPresence", next, as: .program).status == 0)
        #expect(await invoke("AssertPresence", next, as: .program).status == 2053)
        #expect(await invoke("AssertShutdown", [("SequenceNumber", String(number &+ 2))], as: .program).status == 0)
        let fields = try await conversation.nvram.events().suffix(2).map { Array($0.bytes.dropFirst(4)) }
        let event: [UInt8] = [0xFF, 0x12, 0x0A, 0x00, 0x58, 0x01, 0xFF, 0x26, 0x00, 0xAA, 0, 1, 2, 3, 4, 5]
        #expect(fields == [event + [0x04], event + [0x02]])
    }

    @Test("a console finds the actions of a watchdog by the dependencies, as MeshCommander does")
    func joins() async throws {
        _ = await create()
        let action = [("OldState", "4"), ("NewState", "8"), ("EventOnTransition", "true"), ("ActionSd", "0")]
        #expect(await invoke("AddAction", action, as: .administrator).status == 0)
        let keeper = conversation.engine.agents
        let links = AgentDependencies(keeper: keeper).instances()
        let condition = try #require(AgentConditions(keeper: keeper).instances().first)
        let made = try #require(AgentActions(keeper: keeper).instances().first)
        #expect(links.first?.antecedent?.selectors["CreationClassName"] == "AMT_AgentPresenceService")
        let first = try #require(links.dropFirst().first)
        #expect(first.antecedent?.selectors["CreationClassName"] == "AMT_AgentPresenceWatchdog")
        #expect(first.antecedent?.selectors["DeviceID"] == device)
        #expect(first.dependent?.selectors["PolicyConditionName"] == condition.policyConditionName)
        let last = try #require(links.last)
        #expect(last.antecedent?.selectors["CreationClassName"] == "AMT_StateTransitionCondition")
        #expect(last.antecedent?.selectors["PolicyConditionName"] == condition.policyConditionName)
        #expect(last.dependent?.selectors["PolicyActionName"] == made.policyActionName)
        #expect((condition.oldState, condition.newState) == (4, 8))
        #expect(made.actionSd == .activate)
        #expect(await invoke("DeleteAllActions", as: .administrator).status == 0)
        #expect(AgentDependencies(keeper: keeper).instances().count == 1)
    }

    @Test("a watchdog that is deleted is gone with its actions")
    func deletion() async {
        _ = await create()
        let anything = [("OldState", "31"), ("NewState", "31"), ("EventOnTransition", "true")]
        _ = await invoke("AddAction", anything, as: .administrator)
        _ = await conversation.ask(
            "http://schemas.xmlsoap.org/ws/2004/09/transfer/Delete",
            Conversation.uri(watchdog),
            ["DeviceID": device]
        )
        #expect(await get().contains("Fault"))
        #expect(AgentActions(keeper: conversation.engine.agents).instances().isEmpty)
    }
}

@Suite("The keeper of agents")
struct AgentKeeperTests {
    @Test("wakes up when an agent has stayed away, and does what its actions say", .timeLimit(.minutes(5)))
    func waking() async throws {
        let nvram = try NVRAM(path: ":memory:")
        let clock = ManualTimer()
        let (done, did) = AsyncStream.makeStream(of: String.self)
        let hands = AgentKeeper.Hands {
            did.yield("policy \($0)")
        } reset: {
            did.yield("reset")
        }
        let keeper = try await AgentKeeper(
            nvram: nvram,
            journal: EventJournal(nvram: nvram),
            timer: clock.timer,
            hands: hands
        )
        _ = try await keeper.change { presence, now in presence.add(.of(.one, startup: 60, timeout: 10), now: now) }
        _ = try await keeper.change { presence, _ in presence.add(.on(16, to: 1, policy: .deactivate), to: .one) }
        _ = try await keeper.change { presence, _ in presence.add(.on(31, to: 8, policy: .activate), to: .one) }
        _ = try await keeper.change { presence, _ in
            presence.setReset(AgentDefinitions.ResetRule(isWanted: true, delay: 30, isArmed: true))
            return presence.setMayReset(.one, true)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await keeper.run(.on) }
            var deeds = done.makeAsyncIterator()
            #expect(await deeds.next() == "policy false")
            clock.pass(to: 60_000)
            #expect(await deeds.next() == "policy true")
            clock.pass(to: 90_000)
            #expect(await deeds.next() == "reset")
            group.cancelAll()
            try await group.waitForAll()
        }
        let kept = try await nvram.setting("agentPresence", as: AgentDefinitions.self)
        #expect(kept?.reset.isArmed == false)
    }

    @Test("resets the PC with the engine's own hand, and the audit log tells of it")
    func audited() async throws {
        let bench = try await SettledPC()
        try await bench.pc.perform(.on, bootOnce: nil)
        let hand = OwnHand(
            button: PowerButton(pc: bench.pc, boot: BootOrder(nvram: bench.nvram)),
            trail: try await AuditTrail(nvram: bench.nvram, clock: Clock())
        )
        let defense = try await DefenseControl(
            pc: bench.pc,
            nvram: bench.nvram,
            journal: EventJournal(nvram: bench.nvram),
            logger: Logger(label: "test")
        )
        await AgentKeeper.Hands.of(hand, defense).reset()
        let record = try #require(try await bench.nvram.auditRecords().last.flatMap { AuditRecord($0) })
        let event = UInt32(record.application) << 16 | UInt32(record.event)
        #expect(AuditEvent(rawValue: event) == .reset)
        #expect(record.initiator == .local)
    }
}

/// A clock that a test moves; who sleeps wakes up when it has come so far.
private final class ManualTimer: Sendable {
    private struct State {
        var now: UInt64 = 0
        var sleepers: [(until: UInt64, wake: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    var timer: AgentKeeper.Timer {
        AgentKeeper.Timer {
            self.state.withLock { $0.now }
        } sleep: { until in
            await withCheckedContinuation { continuation in
                let isPast = self.state.withLock { state in
                    if state.now < until { state.sleepers.append((until, continuation)) }
                    return state.now >= until
                }
                if isPast { continuation.resume() }
            }
        }
    }

    func pass(to time: UInt64) {
        let awake = state.withLock { state in
            state.now = time
            let awake = state.sleepers.filter { $0.until <= time }
            state.sleepers.removeAll { $0.until <= time }
            return awake
        }
        for sleeper in awake { sleeper.wake.resume() }
    }
}
