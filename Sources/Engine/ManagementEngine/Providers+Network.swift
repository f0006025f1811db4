extension Providers {
    /// The settings of the network beyond the host name.
    var network: [AnyProvider] { [] }
}
