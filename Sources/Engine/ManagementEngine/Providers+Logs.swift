extension Providers {
    /// The event log, the audit log and who is told of events.
    var logs: [AnyProvider] { [AnyProvider(MessageLog(nvram: nvram))] }
}
