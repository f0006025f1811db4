extension Providers {
    /// The event log, the audit log and who is told of events.
    var logs: [AnyProvider] {
        [
            AnyProvider(MessageLog(nvram: nvram)),
            AnyProvider(EventLogEntries(nvram: nvram)),
            AnyProvider(AuditLog(trail: trail, identity: identity)),
            AnyProvider(AuditPolicy(trail: trail)),
        ]
    }
}
