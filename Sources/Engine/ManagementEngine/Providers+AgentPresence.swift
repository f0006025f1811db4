import ObjectManager
import SystemDefense

extension Providers {
    /// The watchdogs of programs in the user OS.
    var agentPresence: [AnyProvider] {
        [
            AnyProvider(AgentPresenceService()),
            AnyProvider(AgentPresenceCapabilities()),
            AnyProvider(AgentWatchdogs(keeper: agents)),
            AnyProvider(AgentActions(keeper: agents)),
            AnyProvider(AgentConditions(keeper: agents)),
            AnyProvider(AgentDependencies(keeper: agents)),
            AnyProvider(AgentResetRule(keeper: agents)),
        ]
    }
}
