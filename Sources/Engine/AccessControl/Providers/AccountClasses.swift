package import ObjectManager
package import AMTSchema
package import CIMModel
import NVRAM
import WSMan

/// The accounts as the DMTF describes them; the administrator is among them.
package struct AccountInstances: Provider {
    let accounts: Accounts

    package init(accounts: Accounts) { self.accounts = accounts }

    package func instances() -> [Instance<CIM.Account>] {
        accounts.all.sorted { $0.handle < $1.handle }.map { user in
            Instance {
                $0.creationClassName = "CIM_Account"
                $0.elementName = "Intel(r) AMT Account"
                $0.enabledState = user.isEnabled ? .enabled : .disabled
                $0.name = String(user.handle)
                $0.organizationName = [""]
                $0.requestedState = user.isEnabled ? .enabled : .disabled
                $0.systemCreationClassName = "CIM_ComputerSystem"
                $0.systemName = "Intel(r) AMT"
                $0.userID = user.kerberosSID.map { HexText.text($0) } ?? user.name
            }
        }
    }

    package func delete(_ current: Instance<CIM.Account>, by caller: Caller) async throws {
        do {
            try await accounts.remove(UInt32(current.name ?? "") ?? 0, by: caller)
        } catch let refusal as Refusal {
            throw refusal.fault
        }
    }

    package var methods: [Handler<CIM.Account>] {
        [
            .on(\.requestStateChange) { current, caller, input, _ in
                guard let state = input.requestedState, state == 2 || state == 3 else { return .invalidParameter }
                return try await answering {
                    try await accounts.enable(UInt32(current.name ?? "") ?? 0, state == 2, by: caller)
                }
            }
        ]
    }

    /// The system whose accounts they are.
    package static func onSystem(_ accounts: Accounts) -> AssociationProvider<CIM.AccountOnSystem> {
        let system = EndpointReference(
            resourceURI: ClassName("CIM_ComputerSystem").resourceURI,
            keys: ["CreationClassName": "CIM_ComputerSystem", "Name": "Intel(r) AMT"]
        )
        return AssociationProvider { accounts.all.map { (system, reference(to: $0)) } }
    }

    static func reference(to user: UserRecord) -> EndpointReference {
        EndpointReference(
            resourceURI: CIM.Account.className.resourceURI,
            keys: [
                "CreationClassName": "CIM_Account", "Name": .text(String(user.handle)),
                "SystemCreationClassName": "CIM_ComputerSystem", "SystemName": "Intel(r) AMT",
            ]
        )
    }
}

/// Who the accounts are once logged in.
package struct Identities: Provider {
    let accounts: Accounts

    package init(accounts: Accounts) { self.accounts = accounts }

    package func instances() -> [Instance<CIM.Identity>] {
        accounts.all.map { user in
            Instance {
                $0.elementName = "Intel(r) AMT Identity"
                $0.instanceID = Self.name(of: user)
            }
        }
    }

    /// The account whose each is.
    package static func assigned(_ accounts: Accounts) -> AssociationProvider<CIM.AssignedIdentity> {
        AssociationProvider {
            accounts.all.map { user in
                let identity = EndpointReference(
                    resourceURI: CIM.Identity.className.resourceURI,
                    keys: ["InstanceID": .text(name(of: user))]
                )
                return (identity, AccountInstances.reference(to: user))
            }
        }
    }

    private static func name(of user: UserRecord) -> String { "Intel(r) AMT:Identity \(user.handle)" }
}

/// What keeps the accounts, and what can be done to them through CIM.
package struct AccountManagement: Provider {
    package init() {}

    package func instances() -> [Instance<CIM.AccountManagementService>] {
        [
            Instance(named: "Intel(r) AMT Account Management Service") {
                $0.enabledState = .notApplicable
                $0.requestedState = .notApplicable
            }
        ]
    }
}

/// What can be done to accounts through CIM.
package struct AccountAbilities: Provider {
    package init() {}

    package func instances() -> [Instance<CIM.AccountManagementCapabilities>] {
        [
            Instance {
                $0.elementName = "Intel(r) AMT Account Management Capabilities"
                $0.instanceID = "Intel(r) AMT:AccountManagementCapabilities 0"
                $0.maximumAccountsSupported = UInt16(Accounts.greatestDigestCount + Accounts.greatestKerberosCount)
                $0.operationsSupported = [3, 4]
            }
        ]
    }
}

extension Refusal {
    /// The refusal of an operation that has no status to return.
    var fault: WSManFault {
        status == .notPermitted ? .accessDenied : .internalError.with(detail: "AMT-STATUS \(status.rawValue)")
    }
}
