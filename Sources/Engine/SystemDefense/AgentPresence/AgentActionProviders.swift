import ObjectManager
import AMTSchema
import CIMModel
import WSMan

/// What the actions of one watchdog, their conditions and what ties them together are called.
private struct ActionNames {
    let watchdog: WatchdogDefinition
    let action: WatchdogAction

    var actionName: String { "Intel(r) AMT:Agent Presence Action \(action.number)" }
    var conditionName: String { "Intel(r) AMT:Agent Presence Condition \(action.number)" }
    var ruleName: String { "Intel(r) AMT:Agent Presence Rule \(action.number)" }

    static func all(_ keeper: AgentKeeper) -> [ActionNames] {
        keeper.presence.definitions.watchdogs.flatMap { watchdog in
            watchdog.actions.map { ActionNames(watchdog: watchdog, action: $0) }
        }
    }

    private var rule: [String: String] {
        [
            "SystemCreationClassName": "CIM_ComputerSystem", "SystemName": "Intel(r) AMT",
            "PolicyRuleCreationClassName": "CIM_PolicyRule", "PolicyRuleName": ruleName,
        ]
    }

    /// The service that has the watchdogs.
    static var service: EndpointReference {
        reference(
            AMT.AgentPresenceService.className,
            [
                "CreationClassName": "AMT_AgentPresenceService", "Name": "Intel(r) AMT Agent Presence Service",
                "SystemCreationClassName": "CIM_ComputerSystem", "SystemName": "Intel(r) AMT",
            ]
        )
    }

    var toWatchdog: EndpointReference { Self.watchdog(watchdog.agent) }

    static func watchdog(_ agent: AgentID) -> EndpointReference {
        reference(
            AMT.AgentPresenceWatchdog.className,
            [
                "CreationClassName": "AMT_AgentPresenceWatchdog", "DeviceID": agent.base64,
                "SystemCreationClassName": "CIM_ComputerSystem", "SystemName": "Intel(r) AMT",
            ]
        )
    }

    var toCondition: EndpointReference {
        let own = ["CreationClassName": "AMT_StateTransitionCondition", "PolicyConditionName": conditionName]
        return Self.reference(AMT.StateTransitionCondition.className, own.merging(rule) { own, _ in own })
    }

    var toAction: EndpointReference {
        let own = ["CreationClassName": "AMT_AgentPresenceWatchdogAction", "PolicyActionName": actionName]
        return Self.reference(AMT.AgentPresenceWatchdogAction.className, own.merging(rule) { own, _ in own })
    }

    private static func reference(_ name: ClassName, _ keys: [String: String]) -> EndpointReference {
        EndpointReference(resourceURI: name.resourceURI, keys: keys.mapValues(KeyValue.text))
    }
}

/// What is done when agents' states change.
package struct AgentActions: Provider {
    let keeper: AgentKeeper

    package init(keeper: AgentKeeper) { self.keeper = keeper }

    func instances() -> [Instance<AMT.AgentPresenceWatchdogAction>] {
        ActionNames.all(keeper).map { names in
            Instance {
                $0.actionSd = names.action.policy.map { $0 == .activate ? .activate : .deactivate }
                $0.creationClassName = "AMT_AgentPresenceWatchdogAction"
                $0.elementName = "Intel(r) AMT: Agent Presence Watchdog Action"
                $0.eventOnTransition = names.action.isLogged
                $0.policyActionName = names.actionName
                $0.policyRuleCreationClassName = "CIM_PolicyRule"
                $0.policyRuleName = names.ruleName
                $0.systemCreationClassName = "CIM_ComputerSystem"
                $0.systemName = "Intel(r) AMT"
            }
        }
    }

    var methods: [Handler<AMT.AgentPresenceWatchdogAction>] {
        [
            .on(\.getActionEac) { chosen, _, _, output in
                let names = ActionNames.all(keeper).first { $0.actionName == chosen.policyActionName }
                guard let names else { return .invalidHandle }
                output.actionEac = names.action.isInPosture
                return .success
            }
        ]
    }
}

/// The changes that actions wait for.
package struct AgentConditions: Provider {
    let keeper: AgentKeeper

    package init(keeper: AgentKeeper) { self.keeper = keeper }

    func instances() -> [Instance<AMT.StateTransitionCondition>] {
        ActionNames.all(keeper).map { names in
            Instance {
                $0.creationClassName = "AMT_StateTransitionCondition"
                $0.elementName = "Intel(r) AMT: State Transition Condition"
                $0.newState = names.action.newStates
                $0.oldState = names.action.oldStates
                $0.policyConditionName = names.conditionName
                $0.policyRuleCreationClassName = "CIM_PolicyRule"
                $0.policyRuleName = names.ruleName
                $0.stateSpace = "AMT_AgentPresenceWatchdog.CurrentState"
                $0.systemCreationClassName = "CIM_ComputerSystem"
                $0.systemName = "Intel(r) AMT"
            }
        }
    }
}

/// What ties watchdogs to the service, conditions to watchdogs, and actions to conditions.
package struct AgentDependencies: Provider {
    let keeper: AgentKeeper

    package init(keeper: AgentKeeper) { self.keeper = keeper }

    func instances() -> [Instance<CIM.ConcreteDependency>] {
        let names = ActionNames.all(keeper)
        let services = keeper.presence.definitions.watchdogs.map {
            Self.link(ActionNames.service, ActionNames.watchdog($0.agent))
        }
        return services + names.map { Self.link($0.toWatchdog, $0.toCondition) }
            + names.map { Self.link($0.toCondition, $0.toAction) }
    }

    private static func link(
        _ antecedent: EndpointReference,
        _ dependent: EndpointReference
    ) -> Instance<CIM.ConcreteDependency> {
        Instance {
            $0.antecedent = Reference(to: antecedent)
            $0.dependent = Reference(to: dependent)
        }
    }
}

/// Whether the PC is reset when an agent stays away.
package struct AgentResetRule: Provider {
    let keeper: AgentKeeper

    package init(keeper: AgentKeeper) { self.keeper = keeper }

    /// A day.
    private static let greatestDelay: UInt32 = 86_400

    func instances() -> [Instance<IPS.WatchDogAction>] {
        let rule = keeper.presence.definitions.reset
        return [
            Instance {
                $0.agentPresenceWatchDogExpirationAction = rule.isWanted ? .reset : .nothing
                $0.elementName = "Intel (r) AMT Watch Dog Action"
                $0.heciWatchDogExpirationAction = .nothing
                $0.instanceID = "Intel (r) AMT Watch Dog Action"
                $0.reArmReset = rule.isArmed
                $0.timeout = rule.delay
            }
        ]
    }

    /// There is no watchdog of the operating system here, so nothing can be wanted of it.
    func put(
        _ wanted: Instance<IPS.WatchDogAction>,
        over current: Instance<IPS.WatchDogAction>,
        by caller: Caller
    ) async throws -> Instance<IPS.WatchDogAction> {
        guard let action = wanted.agentPresenceWatchDogExpirationAction,
            wanted.heciWatchDogExpirationAction ?? .nothing == .nothing,
            wanted.timeout ?? 0 <= Self.greatestDelay
        else { throw WSManFault.invalidParameter }
        _ = try await keeper.change { presence, _ in
            var rule = presence.definitions.reset
            rule.isWanted = action == .reset
            rule.delay = wanted.timeout ?? rule.delay
            rule.isArmed = wanted.reArmReset ?? rule.isArmed
            presence.setReset(rule)
            return .success
        }
        return instances()[0]
    }

    var methods: [Handler<IPS.WatchDogAction>] {
        [
            .on(\.applyActionOnWatchDog) { input, _ in
                guard let isEnabled = input.actionEnable,
                    let device = input.agentPresenceWatchDog?.selectors["DeviceID"],
                    let agent = Base64.bytes(device).flatMap(AgentID.init)
                else { return .invalidParameter }
                return try await keeper.change { presence, _ in presence.setMayReset(agent, isEnabled) }
            },
            .on(\.cancelRebootAction) { _, _ in
                try await keeper.change { presence, _ in
                    presence.cancelReset()
                    return .success
                }
            },
        ]
    }
}
