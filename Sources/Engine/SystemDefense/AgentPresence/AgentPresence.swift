import AMTSchema

/// Which agents are alive: what happens to them comes in with its time, what is to be done about it goes out.
///
/// Times are milliseconds of a clock that only grows. While the PC is not on, no time passes for agents.
package struct AgentPresence: Sendable, Hashable {
    typealias State = AMT.AgentPresenceWatchdog.AgentState

    /// Agents at most.
    static let greatestAgentCount = 16
    /// Actions of all agents together.
    static let greatestActionCount = 64
    /// Actions that each agent has room for, whatever the others have.
    static let guaranteedActionCount = 3

    /// How the PC is, as far as it matters to agents.
    package enum Host: Sendable, Hashable {
        case on
        case asleep
        case off
    }

    /// How one agent is.
    struct Agent: Sendable, Hashable {
        var state = State.notStarted
        /// When the state ends by itself; nil when it does not.
        var deadline: UInt64?
        /// What was before the PC went to sleep: the state, and the milliseconds that were left of it.
        var before: (state: State, left: UInt64?)?
        /// The number of the last call; nil when the agent has not registered.
        var sequence: UInt32?
    }

    /// What is to be done.
    enum Outcome: Sendable, Hashable {
        case log(AgentID, State)
        case policy(WatchdogAction.Policy)
        case reset
    }

    private(set) var definitions: AgentDefinitions
    private(set) var agents: [AgentID: Agent] = [:]
    private var host = Host.off
    /// When the PC is reset because of an agent that has expired.
    private var resetAt: UInt64?

    /// The agents as they are when the engine starts.
    init(_ definitions: AgentDefinitions) {
        self.definitions = definitions
        for watchdog in definitions.watchdogs { agents[watchdog.agent] = suspendedBeforeStart }
    }

    private var suspendedBeforeStart: Agent { Agent(state: .suspended, before: (.notStarted, nil)) }

    /// When something happens by itself; nil when nothing does.
    var nextDeadline: UInt64? { (agents.values.compactMap(\.deadline) + [resetAt].compactMap { $0 }).min() }

    /// How an agent is.
    func state(of agent: AgentID) -> State? { agents[agent]?.state }

    func definition(of agent: AgentID) -> WatchdogDefinition? { definitions.watchdogs.first { $0.agent == agent } }
}

extension AgentPresence.Agent {
    static func == (left: Self, right: Self) -> Bool {
        left.state == right.state && left.deadline == right.deadline && left.sequence == right.sequence
            && left.before?.state == right.before?.state && left.before?.left == right.before?.left
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(state)
        hasher.combine(deadline)
        hasher.combine(sequence)
    }
}

// MARK: - What passes

extension AgentPresence {
    /// Lets the time come to `now`.
    mutating func advance(to now: UInt64) -> [Outcome] {
        var outcomes: [Outcome] = []
        for watchdog in definitions.watchdogs {
            guard let deadline = agents[watchdog.agent]?.deadline, deadline <= now else { continue }
            agents[watchdog.agent]?.deadline = nil
            outcomes += move(watchdog, to: .expired)
            prepareReset(watchdog, expiredAt: deadline)
        }
        if let resetAt, resetAt <= now {
            self.resetAt = nil
            definitions.reset.isArmed = false
            outcomes.append(.reset)
        }
        return outcomes
    }

    /// Takes in how the PC is from now on.
    mutating func follow(_ new: Host, now: UInt64) -> [Outcome] {
        defer { host = new }
        switch (host, new) {
        case (.on, .on), (.off, .on): return restart(now: now)
        case (.asleep, .on): return resume(now: now)
        case (_, .asleep): return suspend(now: now)
        case (_, .off):
            resetAt = nil
            return suspend(now: now)
        }
    }

    /// After a start every agent must register anew.
    private mutating func restart(now: UInt64) -> [Outcome] {
        resetAt = nil
        return definitions.watchdogs.flatMap { watchdog in
            let outcomes = move(watchdog, to: .notStarted)
            agents[watchdog.agent] = started(watchdog, now: now)
            return outcomes
        }
    }

    private func started(_ watchdog: WatchdogDefinition, now: UInt64) -> Agent {
        Agent(state: .notStarted, deadline: now + UInt64(watchdog.startupInterval) * 1000)
    }

    private mutating func suspend(now: UInt64) -> [Outcome] {
        definitions.watchdogs.flatMap { watchdog -> [Outcome] in
            guard let agent = agents[watchdog.agent], agent.state != .suspended else { return [] }
            let left = agent.deadline.map { $0 - min($0, now) }
            let outcomes = move(watchdog, to: .suspended)
            agents[watchdog.agent]?.before = (agent.state, left)
            agents[watchdog.agent]?.deadline = nil
            return outcomes
        }
    }

    private mutating func resume(now: UInt64) -> [Outcome] {
        definitions.watchdogs.flatMap { watchdog -> [Outcome] in
            guard let before = agents[watchdog.agent]?.before else { return [] }
            let outcomes = move(watchdog, to: before.state)
            agents[watchdog.agent]?.before = nil
            agents[watchdog.agent]?.deadline = before.left.map { now + $0 }
            return outcomes
        }
    }

    /// Changes the state of an agent and tells what its actions ask for.
    private mutating func move(_ watchdog: WatchdogDefinition, to new: State) -> [Outcome] {
        guard let old = agents[watchdog.agent]?.state, old != new else { return [] }
        agents[watchdog.agent]?.state = new
        let actions = watchdog.actions.filter {
            $0.oldStates & old.rawValue != 0 && $0.newStates & new.rawValue != 0
        }
        let log = actions.contains(where: \.isLogged) ? [Outcome.log(watchdog.agent, new)] : []
        return log + actions.compactMap(\.policy).map(Outcome.policy)
    }

    private mutating func prepareReset(_ watchdog: WatchdogDefinition, expiredAt: UInt64) {
        guard watchdog.mayReset, definitions.reset.isWanted, definitions.reset.isArmed, resetAt == nil else { return }
        resetAt = expiredAt + UInt64(definitions.reset.delay) * 1000
    }
}

// MARK: - What agents say

extension AgentPresence {
    /// An agent has started. `number` is what it counts on from.
    mutating func register(_ agent: AgentID, number: UInt32, now: UInt64) -> Answer {
        guard let watchdog = definition(of: agent) else { return Answer(.invalidHandle) }
        guard host == .on else { return Answer(.notReady) }
        agents[agent]?.sequence = number
        return Answer(.success, live(watchdog, now: now))
    }

    /// An agent is alive.
    mutating func assertPresence(_ agent: AgentID, number: UInt32, now: UInt64) -> Answer {
        guard let watchdog = definition(of: agent), let last = agents[agent]?.sequence, number == last &+ 1 else {
            return Answer(.invalidHandle)
        }
        guard host == .on else { return Answer(.notReady) }
        agents[agent]?.sequence = number
        return Answer(.success, live(watchdog, now: now))
    }

    /// An agent ends. One that miscounts is not told so, lest it tries numbers.
    mutating func assertShutdown(_ agent: AgentID, number: UInt32) -> Answer {
        guard let watchdog = definition(of: agent), let last = agents[agent]?.sequence else {
            return Answer(.invalidHandle)
        }
        guard number == last &+ 1 else { return Answer(.success) }
        guard host == .on else { return Answer(.notReady) }
        agents[agent]?.sequence = nil
        agents[agent]?.deadline = nil
        let outcomes = move(watchdog, to: .stopped)
        callOffReset()
        return Answer(.success, outcomes)
    }

    /// The status of a call, and what is to be done about it.
    struct Answer: Sendable, Hashable {
        let status: AMT.AgentPresenceStatus
        let outcomes: [Outcome]

        init(_ status: AMT.AgentPresenceStatus, _ outcomes: [Outcome] = []) {
            self.status = status
            self.outcomes = outcomes
        }
    }

    private mutating func live(_ watchdog: WatchdogDefinition, now: UInt64) -> [Outcome] {
        agents[watchdog.agent]?.deadline = now + UInt64(watchdog.timeoutInterval) * 1000
        let outcomes = move(watchdog, to: .running)
        callOffReset()
        return outcomes
    }

    /// The PC is not reset for an agent that has come back.
    private mutating func callOffReset() {
        let isStillWanted = definitions.watchdogs.contains { $0.mayReset && agents[$0.agent]?.state == .expired }
        if !isStillWanted { resetAt = nil }
    }
}

// MARK: - What consoles say

extension AgentPresence {
    /// Adds a watchdog.
    mutating func add(_ watchdog: WatchdogDefinition, now: UInt64) -> AMT.AgentPresenceStatus {
        guard definition(of: watchdog.agent) == nil, watchdog.timeoutInterval > 0 else { return .invalidParameter }
        guard definitions.watchdogs.count < Self.greatestAgentCount else { return .maxLimitReached }
        definitions.watchdogs.append(watchdog)
        agents[watchdog.agent] = host == .on ? started(watchdog, now: now) : suspendedBeforeStart
        return .success
    }

    /// Removes a watchdog with its actions.
    mutating func remove(_ agent: AgentID) {
        definitions.watchdogs.removeAll { $0.agent == agent }
        agents[agent] = nil
        callOffReset()
    }

    /// Adds an action to a watchdog; its number is given here.
    mutating func add(_ action: WatchdogAction, to agent: AgentID) -> AMT.AgentPresenceStatus {
        guard let place = definitions.watchdogs.firstIndex(where: { $0.agent == agent }) else { return .invalidHandle }
        let known: UInt16 = State.allCases.reduce(0) { $0 | $1.rawValue }
        guard action.oldStates & known != 0, action.newStates & known != 0,
            (action.oldStates | action.newStates) <= known
        else { return .invalidParameter }
        guard hasRoom(at: place) else { return .maxLimitReached }
        definitions.watchdogs[place].actions.append(action.numbered(definitions.nextAction))
        definitions.nextAction += 1
        return .success
    }

    /// Beyond its guaranteed share an agent takes from what is left over when all have theirs.
    private func hasRoom(at place: Int) -> Bool {
        let counts = definitions.watchdogs.map(\.actions.count)
        if counts[place] < Self.guaranteedActionCount { return true }
        let taken = counts.reduce(0) { $0 + max(0, $1 - Self.guaranteedActionCount) }
        return taken < Self.greatestActionCount - Self.greatestAgentCount * Self.guaranteedActionCount
    }

    /// Removes the actions of a watchdog.
    mutating func removeActions(of agent: AgentID) -> AMT.AgentPresenceStatus {
        guard let place = definitions.watchdogs.firstIndex(where: { $0.agent == agent }) else { return .invalidHandle }
        definitions.watchdogs[place].actions = []
        return .success
    }

    /// Sets whether an expired agent has the PC reset.
    mutating func setReset(_ rule: AgentDefinitions.ResetRule) {
        definitions.reset = rule
        if !rule.isWanted || !rule.isArmed { resetAt = nil }
    }

    /// Says for one watchdog whether its expiry may reset the PC.
    mutating func setMayReset(_ agent: AgentID, _ mayReset: Bool) -> AMT.AgentPresenceStatus {
        guard let place = definitions.watchdogs.firstIndex(where: { $0.agent == agent }) else { return .invalidHandle }
        definitions.watchdogs[place].mayReset = mayReset
        callOffReset()
        return .success
    }

    /// Calls off the reset that is to come.
    mutating func cancelReset() { resetAt = nil }
}

extension WatchdogAction {
    fileprivate func numbered(_ number: Int) -> Self {
        Self(
            number: number,
            oldStates: oldStates,
            newStates: newStates,
            isLogged: isLogged,
            policy: policy,
            isInPosture: isInPosture
        )
    }
}
