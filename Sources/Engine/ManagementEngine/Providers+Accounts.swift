extension Providers {
    /// Who may log in, and to what.
    var accounts: [AnyProvider] { [AnyProvider(Authorization(accounts: accountStore))] }
}
