import AMTSchema
import Testing

@testable import SystemDefense
@testable import ManagementEngine

/// Times are seconds here; the PC is switched on at 0.
@Suite("Agent presence")
struct AgentPresenceTests {
    @Test("an agent that does not register in time has expired, and comes back when it registers")
    func startup() {
        var story = Story(startup: 60, timeout: 10)
        #expect(story.state == .notStarted)
        #expect(story.advance(to: 59) == [])
        #expect(story.advance(to: 60) == [.log(.one, .expired)])
        #expect(story.register(number: 5, at: 70) == .success)
        #expect(story.outcomes == [.log(.one, .running)])
        #expect(story.presence.nextDeadline == 80_000)
    }

    @Test("an agent that stays away has expired, and lives again with its next sign of life")
    func heartbeat() {
        var story = Story(startup: 60, timeout: 10)
        _ = story.register(number: 5, at: 1)
        #expect(story.assertPresence(6, at: 10) == .success)
        #expect(story.advance(to: 19) == [])
        #expect(story.advance(to: 20) == [.log(.one, .expired)])
        #expect(story.assertPresence(7, at: 25) == .success)
        #expect(story.state == .running)
    }

    @Test("a number out of turn is no sign of life", arguments: [5, 7, 0, UInt32.max])
    func wrongNumber(number: UInt32) {
        var story = Story(startup: 60, timeout: 10)
        _ = story.register(number: 5, at: 1)
        #expect(story.assertPresence(number, at: 10) == .invalidHandle)
        #expect(story.presence.nextDeadline == 11_000)
        #expect(story.assertShutdown(number) == .success)
        #expect(story.state == .running)
    }

    @Test("numbers go round")
    func wrapping() {
        var story = Story(startup: 60, timeout: 10)
        _ = story.register(number: .max, at: 1)
        #expect(story.assertPresence(0, at: 2) == .success)
        #expect(story.assertPresence(1, at: 3) == .success)
    }

    @Test("an agent that ends as it should has stopped, and must register before it is heard again")
    func shutdown() {
        var story = Story(startup: 60, timeout: 10)
        _ = story.register(number: 5, at: 1)
        #expect(story.assertShutdown(6) == .success)
        #expect(story.state == .stopped)
        #expect(story.advance(to: 1000) == [])
        #expect(story.assertPresence(7, at: 1000) == .invalidHandle)
        #expect(story.assertShutdown(7) == .invalidHandle)
        #expect(story.register(number: 1, at: 1001) == .success)
    }

    @Test("while the PC sleeps no time passes for agents")
    func sleeping() {
        var story = Story(startup: 60, timeout: 10)
        _ = story.register(number: 5, at: 1)
        #expect(story.follow(.asleep, at: 4) == [.log(.one, .suspended)])
        #expect(story.presence.nextDeadline == nil)
        #expect(story.advance(to: 5000) == [])
        #expect(story.register(number: 9, at: 5000) == .notReady)
        #expect(story.assertPresence(6, at: 5000) == .notReady)
        #expect(story.follow(.on, at: 5000) == [.log(.one, .running)])
        #expect(story.presence.nextDeadline == 5_007_000)
        #expect(story.assertPresence(6, at: 5001) == .success)
    }

    @Test("after a power loss, and after a reset, every agent must register anew", arguments: [true, false])
    func restart(isPowerLoss: Bool) {
        var story = Story(startup: 60, timeout: 10)
        _ = story.register(number: 5, at: 1)
        if isPowerLoss { #expect(story.follow(.off, at: 2) == [.log(.one, .suspended)]) }
        #expect(story.follow(.on, at: 100) == [.log(.one, .notStarted)])
        #expect(story.presence.nextDeadline == 160_000)
        #expect(story.assertPresence(6, at: 101) == .invalidHandle)
    }

    @Test("an action fires on the changes that it names and on no others")
    func masks() {
        var story = Story(
            startup: 60,
            timeout: 10,
            actions: [.on(4, to: 8, policy: .activate), .on(8, to: 4, policy: .deactivate)]
        )
        #expect(story.advance(to: 60) == [])
        _ = story.register(number: 1, at: 61)
        #expect(story.outcomes == [.policy(.deactivate)])
        #expect(story.advance(to: 71) == [.policy(.activate)])
        _ = story.assertPresence(2, at: 72)
        #expect(story.outcomes == [.policy(.deactivate)])
    }

    @Test("an expired agent has the PC reset after the delay, once, and only where a console wants it")
    func reset() {
        var story = Story(startup: 60, timeout: 10, actions: [])
        story.presence.setReset(AgentDefinitions.ResetRule(isWanted: true, delay: 30, isArmed: true))
        #expect(story.advance(to: 200) == [])
        #expect(story.presence.setMayReset(.one, true) == .success)
        _ = story.register(number: 1, at: 200)
        #expect(story.advance(to: 210) == [])
        #expect(story.advance(to: 239) == [])
        #expect(story.advance(to: 240) == [.reset])
        _ = story.register(number: 1, at: 300)
        #expect(story.advance(to: 1000) == [])
        #expect(story.presence.definitions.reset.isArmed == false)
    }

    @Test("the reset is called off by the agent's return, by a console and by the end of the power", arguments: 0..<4)
    func resetCalledOff(how: Int) {
        var story = Story(startup: 60, timeout: 10, actions: [])
        story.presence.setReset(AgentDefinitions.ResetRule(isWanted: true, delay: 30, isArmed: true))
        _ = story.presence.setMayReset(.one, true)
        _ = story.register(number: 1, at: 1)
        #expect(story.advance(to: 11) == [])
        #expect(story.presence.nextDeadline == 41_000)
        switch how {
        case 0: _ = story.assertPresence(2, at: 12)
        case 1: story.presence.cancelReset()
        case 2: _ = story.follow(.off, at: 12)
        default: story.presence.remove(.one)
        }
        #expect(!story.advance(to: 41).contains(.reset))
    }

    @Test("sixteen agents are watched, and each has room for three actions whatever the others have")
    func limits() throws {
        var presence = AgentPresence(AgentDefinitions())
        let agents = try (1...17).map { try #require(AgentID(Array(repeating: UInt8($0), count: 16))) }
        for agent in agents.prefix(16) { #expect(presence.add(.of(agent), now: 0) == .success) }
        #expect(presence.add(.of(agents[16]), now: 0) == .maxLimitReached)
        #expect(presence.add(.of(agents[0]), now: 0) == .invalidParameter)
        for _ in 0..<19 { #expect(presence.add(.on(31, to: 31), to: agents[0]) == .success) }
        #expect(presence.add(.on(31, to: 31), to: agents[0]) == .maxLimitReached)
        for _ in 0..<3 { #expect(presence.add(.on(31, to: 31), to: agents[1]) == .success) }
        #expect(presence.add(.on(31, to: 31), to: agents[1]) == .maxLimitReached)
        #expect(presence.removeActions(of: agents[0]) == .success)
        #expect(presence.add(.on(31, to: 31), to: agents[1]) == .success)
    }

    @Test(
        "an action that names no state, or none that there is, is refused",
        arguments: [(0, 31), (31, 0), (32, 31), (31, 64)]
    )
    func unknownStates(old: UInt16, new: UInt16) {
        var story = Story(startup: 60, timeout: 10)
        #expect(story.presence.add(.on(old, to: new), to: .one) == .invalidParameter)
    }

    @Test("the GUID of nobody, and what is no GUID, is no agent's")
    func noAgent() {
        #expect(AgentID(Array(repeating: 0, count: 16)) == nil)
        #expect(AgentID(Array(repeating: 1, count: 15)) == nil)
        #expect(AgentID.one.text == "03020100-0504-0706-0809-0a0b0c0d0e0f")
    }
}

/// One watched agent in a PC that was switched on at 0; every change of state is logged unless said otherwise.
private struct Story {
    var presence: AgentPresence
    private(set) var outcomes: [AgentPresence.Outcome] = []

    init(startup: UInt16, timeout: UInt16, actions: [WatchdogAction] = [.on(31, to: 31, isLogged: true)]) {
        var watchdog = WatchdogDefinition.of(.one, startup: startup, timeout: timeout)
        watchdog.actions = actions
        var definitions = AgentDefinitions()
        definitions.watchdogs = [watchdog]
        presence = AgentPresence(definitions)
        _ = presence.follow(.on, now: 0)
    }

    var state: AgentPresence.State? { presence.state(of: .one) }

    mutating func advance(to seconds: UInt64) -> [AgentPresence.Outcome] { presence.advance(to: seconds * 1000) }

    mutating func follow(_ host: AgentPresence.Host, at seconds: UInt64) -> [AgentPresence.Outcome] {
        presence.follow(host, now: seconds * 1000)
    }

    mutating func register(number: UInt32, at seconds: UInt64) -> Status {
        keep(presence.register(.one, number: number, now: seconds * 1000))
    }

    mutating func assertPresence(_ number: UInt32, at seconds: UInt64) -> Status {
        keep(presence.assertPresence(.one, number: number, now: seconds * 1000))
    }

    mutating func assertShutdown(_ number: UInt32) -> Status { keep(presence.assertShutdown(.one, number: number)) }

    typealias Status = AMT.AgentPresenceStatus

    private mutating func keep(_ answer: AgentPresence.Answer) -> Status {
        outcomes = answer.outcomes
        return answer.status
    }
}

extension AgentID {
    /// The GUID of Intel's own example.
    static let one: AgentID = {
        guard let one = AgentID(Array(0..<16)) else { preconditionFailure("16 bytes, not all zero, are a GUID") }
        return one
    }()
}

extension WatchdogDefinition {
    static func of(_ agent: AgentID, startup: UInt16 = 60, timeout: UInt16 = 10) -> Self {
        Self(agent: agent, description: "agent", startupInterval: startup, timeoutInterval: timeout)
    }
}

extension WatchdogAction {
    static func on(_ old: UInt16, to new: UInt16, policy: Policy? = nil, isLogged: Bool = false) -> Self {
        Self(number: 1, oldStates: old, newStates: new, isLogged: isLogged, policy: policy, isInPosture: false)
    }
}
