import ObjectManager
import Auditing
import EngineEvents

extension Providers {
    /// The event log, the audit log and who is told of events.
    var logs: [AnyProvider] {
        [
            AnyProvider(MessageLog(nvram: nvram)),
            AnyProvider(EventLogEntries(nvram: nvram)),
            AnyProvider(AuditLog(trail: trail, identity: identity)),
            AnyProvider(AuditPolicy(trail: trail)),
            AnyProvider(EventManager(store: traps)),
            AnyProvider(EventCapabilities()),
            AnyProvider(TrapFilters(store: traps)),
            AnyProvider(TrapSubscribers(store: traps)),
            AnyProvider(TrapFilterTargets(store: traps)),
            AnyProvider(TrapTargets(store: traps)),
            AnyProvider(FilterCollections()),
            AnyProvider(ListenerDestinations(eventing: eventing)),
            AnyProvider(FilterSubscriptions(eventing: eventing)),
        ]
    }
}
