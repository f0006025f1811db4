package import ObjectManager
package import AMTSchema
package import CIMModel
import NVRAM
package import WSMan

/// What a request does to a class.
enum ClassOperation: Hashable, Sendable {
    case read
    /// Put, Create, Delete, and what begins or ends a subscription.
    case change
    case invoke(String)

    init(_ operation: WSManOperation) {
        switch operation {
        case .get, .enumerate, .pull, .release: self = .read
        case .invoke(let method): self = .invoke(method)
        default: self = .change
        }
    }
}

/// Who may do what: the one place that every request passes before a class sees it.
package struct Access: Sendable {
    let accounts: Accounts
    /// The served classes that answer for a resource: itself, and those that derive from it.
    let served: @Sendable (_ resource: String) -> [ClassName]

    package init(accounts: Accounts, served: @escaping @Sendable (_ resource: String) -> [ClassName]) {
        self.accounts = accounts
        self.served = served
    }

    /// The realms that count for a request from inside the PC; what runs there may be the attacker.
    private static let localRealms: Set<AMT.Realm> = [
        .storage, .agentPresenceLocal, .localUserNotification, .endpointAccessControl, .localSystem,
    ]

    /// Lets a request pass or refuses it.
    ///
    /// - Throws: ``WSManFault/accessDenied``.
    package func check(_ operation: WSManOperation, on resource: String, by caller: Caller) throws(WSManFault) {
        guard operation != .identify else { return }
        let owned = realms(of: caller)
        var classes = served(resource)
        if classes.isEmpty { classes = [Self.className(of: resource)] }
        for name in classes where !permits(ClassOperation(operation), on: name, to: owned) { throw .accessDenied }
    }

    /// Whether a caller has one of the realms; an administrator from the network has all.
    package func permits(_ caller: Caller, _ realms: Set<AMT.Realm>) -> Bool {
        let owned = self.realms(of: caller)
        return owned.contains(.administration) || !owned.isDisjoint(with: realms)
    }

    private func permits(_ operation: ClassOperation, on name: ClassName, to owned: Set<AMT.Realm>) -> Bool {
        let rule = AccessTable.rules[name.description]
        if rule?.isAudit == true, accounts.hasAuditor { return owned.contains(.auditLog) }
        if owned.contains(.administration) { return true }
        return !owned.isDisjoint(with: rule?.realms(for: operation) ?? [])
    }

    /// The account may have changed since it was admitted: what it has now counts.
    private func realms(of caller: Caller) -> Set<AMT.Realm> {
        guard let user = accounts.user(caller.user, from: caller.interface) else { return [] }
        var realms = Set(user.realms.compactMap { AMT.Realm(rawValue: UInt32(clamping: $0)) })
        if user.isAdministrator {
            realms = Set(AMT.Realm.allCases)
            // Where somebody else keeps the audit log, the administrator does not.
            if accounts.hasAuditor { realms.remove(.auditLog) }
        }
        switch caller.interface {
        case .local: realms.formIntersection(Self.localRealms)
        // What it opens is for the PC itself: the notifications of its user.
        case .network: realms.remove(.localUserNotification)
        }
        return realms
    }

    private static func className(of resource: String) -> ClassName {
        ClassName(stringLiteral: String(resource.split(separator: "/").last ?? ""))
    }
}
