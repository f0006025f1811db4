extension Providers {
    /// Accounts and realms.
    var accounts: [AnyProvider] { [] }
}
