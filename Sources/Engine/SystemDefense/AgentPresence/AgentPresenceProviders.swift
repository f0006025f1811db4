import ObjectManager
import AMTSchema
import CIMModel
import WSMan

/// The service that watches agents.
package struct AgentPresenceService: Provider {
    package init() {}

    func instances() -> [Instance<AMT.AgentPresenceService>] {
        [
            Instance(named: "Intel(r) AMT Agent Presence Service") {
                $0.enabledState = .notApplicable
                $0.requestedState = .notApplicable
            }
        ]
    }
}

/// How many agents and actions there may be.
package struct AgentPresenceCapabilities: Provider {
    package init() {}

    func instances() -> [Instance<AMT.AgentPresenceCapabilities>] {
        [
            Instance {
                $0.elementName = "Intel(r) AMT: Agent Presence Capabilities"
                $0.instanceID = "Intel(r) AMT: Agent Presence Capabilities 0"
                $0.maxEacAgents = 0
                $0.maxTotalActions = UInt32(AgentPresence.greatestActionCount)
                $0.maxTotalAgents = UInt32(AgentPresence.greatestAgentCount)
                $0.minGuaranteedActionListSize = UInt32(AgentPresence.guaranteedActionCount)
            }
        ]
    }
}

/// The watchdogs.
package struct AgentWatchdogs: Provider {
    let keeper: AgentKeeper

    package init(keeper: AgentKeeper) { self.keeper = keeper }

    /// Bytes of a description.
    private static let greatestDescription = 64

    func instances() -> [Instance<AMT.AgentPresenceWatchdog>] {
        let presence = keeper.presence
        return presence.definitions.watchdogs.map { watchdog in
            Instance {
                $0.creationClassName = "AMT_AgentPresenceWatchdog"
                $0.currentState = presence.state(of: watchdog.agent)
                $0.deviceID = watchdog.agent.base64
                $0.elementName = "Intel(r) AMT: Agent Presence Watchdog"
                $0.enabledState = .enabled
                $0.monitoredEntity = 7
                $0.monitoredEntityDescription = watchdog.description
                $0.startupInterval = watchdog.startupInterval
                $0.systemCreationClassName = "CIM_ComputerSystem"
                $0.systemName = "Intel(r) AMT"
                $0.timeoutInterval = UInt32(watchdog.timeoutInterval)
            }
        }
    }

    func create(
        _ wanted: Instance<AMT.AgentPresenceWatchdog>,
        by caller: Caller
    ) async throws -> Instance<AMT.AgentPresenceWatchdog> {
        guard let agent = wanted.deviceID.flatMap(Base64.bytes).flatMap(AgentID.init),
            let startup = wanted.startupInterval, let timeout = wanted.timeoutInterval.flatMap(UInt16.init(exactly:)),
            (wanted.monitoredEntityDescription ?? "").utf8.count <= Self.greatestDescription
        else { throw WSManFault.refusal(.invalidParameter) }
        let watchdog = WatchdogDefinition(
            agent: agent,
            description: wanted.monitoredEntityDescription ?? "",
            startupInterval: startup,
            timeoutInterval: timeout
        )
        let status = try await keeper.change { presence, now in presence.add(watchdog, now: now) }
        guard status == .success, let made = instances().first(where: { $0.deviceID == agent.base64 }) else {
            throw WSManFault.refusal(status)
        }
        return made
    }

    func delete(_ current: Instance<AMT.AgentPresenceWatchdog>, by caller: Caller) async throws {
        let agent = try AgentID(of: current)
        _ = try await keeper.change { presence, _ in
            presence.remove(agent)
            return .success
        }
    }

    var methods: [Handler<AMT.AgentPresenceWatchdog>] { signsOfLife + actions }

    /// Only a program in the user OS can be an agent.
    private var signsOfLife: [Handler<AMT.AgentPresenceWatchdog>] {
        [
            .on(\.registerAgent) { watchdog, caller, _, output in
                guard caller.interface == .local else { return .notPermitted }
                let agent = try AgentID(of: watchdog)
                let number = UInt32.random(in: 0...UInt32.max)
                let status = await keeper.hear { $0.register(agent, number: number, now: $1) }
                guard status == .success else { return status }
                output.sessionSequenceNumber = number
                output.timeoutInterval = watchdog.timeoutInterval.map(UInt16.init(clamping:))
                return .success
            },
            .on(\.assertPresence) { watchdog, caller, input, _ in
                guard caller.interface == .local else { return .notPermitted }
                guard let number = input.sequenceNumber else { return .invalidParameter }
                let agent = try AgentID(of: watchdog)
                return await keeper.hear { $0.assertPresence(agent, number: number, now: $1) }
            },
            .on(\.assertShutdown) { watchdog, caller, input, _ in
                guard caller.interface == .local else { return .notPermitted }
                guard let number = input.sequenceNumber else { return .invalidParameter }
                let agent = try AgentID(of: watchdog)
                return await keeper.hear { presence, _ in presence.assertShutdown(agent, number: number) }
            },
        ]
    }

    private var actions: [Handler<AMT.AgentPresenceWatchdog>] {
        [
            .on(\.addAction) { watchdog, _, input, _ in
                guard let old = input.oldState, let new = input.newState, let isLogged = input.eventOnTransition else {
                    return .invalidParameter
                }
                let agent = try AgentID(of: watchdog)
                let action = WatchdogAction(
                    number: 0,
                    oldStates: old,
                    newStates: new,
                    isLogged: isLogged,
                    policy: input.actionSd.map { $0 == .activate ? .activate : .deactivate },
                    isInPosture: input.actionEac ?? false
                )
                return try await keeper.change { presence, _ in presence.add(action, to: agent) }
            },
            .on(\.deleteAllActions) { watchdog, _, _, _ in
                let agent = try AgentID(of: watchdog)
                return try await keeper.change { presence, _ in presence.removeActions(of: agent) }
            },
        ]
    }
}

extension AgentID {
    /// The agent of a watchdog that the engine has served.
    init(of watchdog: Instance<AMT.AgentPresenceWatchdog>) throws(WSManFault) {
        guard let agent = watchdog.deviceID.flatMap(Base64.bytes).flatMap(AgentID.init) else {
            throw WSManFault.destinationUnreachable
        }
        self = agent
    }
}

extension WSManFault {
    /// A refusal of an operation that has no return value: firmware words the status in the detail.
    fileprivate static func refusal(_ status: AMT.AgentPresenceStatus) -> WSManFault {
        WSManFault.internalError.with(detail: "AMT-STATUS \(status.rawValue)")
    }
}
