extension Providers {
    /// Packet filters, policies and heuristics.
    var systemDefense: [AnyProvider] { [] }
}
