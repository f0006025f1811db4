import ObjectManager
import AccessControl

extension Providers {
    /// Who may log in, and to what.
    var accounts: [AnyProvider] {
        [
            AnyProvider(Authorization(accounts: accountStore)),
            AnyProvider(AccountInstances(accounts: accountStore)),
            AnyProvider(AccountInstances.onSystem(accountStore)),
            AnyProvider(Identities(accounts: accountStore)),
            AnyProvider(Identities.assigned(accountStore)),
            AnyProvider(AccountManagement()),
            AnyProvider(AccountAbilities()),
        ]
    }
}
