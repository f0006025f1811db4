extension Providers {
    /// The watchdogs of programs in the user OS.
    var agentPresence: [AnyProvider] { [] }
}
