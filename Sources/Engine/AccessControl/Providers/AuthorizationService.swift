import ObjectManager
package import AMTSchema
import CIMModel
import FoundationEssentials
import NVRAM

/// The accounts, as consoles manage them.
package struct Authorization: Provider {
    let accounts: Accounts

    package init(accounts: Accounts) { self.accounts = accounts }

    /// Handles that one answer may bring.
    private static let greatestReading = 50

    func instances() -> [Instance<AMT.AuthorizationService>] {
        [
            Instance(named: "Intel(r) AMT Authorization Service") {
                $0.allowHttpQopAuthOnly = 1
                $0.enabledState = .notApplicable
                $0.requestedState = .notApplicable
            }
        ]
    }

    var methods: [Handler<AMT.AuthorizationService>] { reading + changing + administrator }

    private var reading: [Handler<AMT.AuthorizationService>] {
        [
            .on(\.enumerateUserAclEntries) { input, output in handles(from: input.startIndex ?? 1, &output) },
            .on(\.getUserAclEntryEx) { input, output in
                guard let user = accounts.user(input.handle ?? 0) else { return .invalidHandle }
                output.accessPermission = user.side.rawValue
                output.realms = user.realms.map { UInt32(clamping: $0) }
                if let sid = user.kerberosSID {
                    output.kerberosUserSid = Data(sid).base64EncodedString()
                } else {
                    output.digestUsername = user.name
                }
                return .success
            },
            .on(\.getAclEnabledState) { input, output in
                guard let user = accounts.user(input.handle ?? 0) else { return .invalidHandle }
                output.enabled = user.isEnabled
                return .success
            },
        ]
    }

    private var changing: [Handler<AMT.AuthorizationService>] {
        [
            .on(\.addUserAclEntryEx) { caller, input, output in
                try await answering { output.handle = try await accounts.add(try entry(input), by: caller) }
            },
            .on(\.updateUserAclEntryEx) { caller, input, _ in
                try await answering {
                    let entry = try entry(UserEntry(input.elements, namespace: ""))
                    try await accounts.update(input.handle ?? 0, to: entry, by: caller)
                }
            },
            .on(\.removeUserAclEntry) { caller, input, _ in
                try await answering { try await accounts.remove(input.handle ?? 0, by: caller) }
            },
            .on(\.setAclEnabledState) { caller, input, _ in
                guard let enabled = input.enabled else { return .dataMissing }
                return try await answering { try await accounts.enable(input.handle ?? 0, enabled, by: caller) }
            },
        ]
    }

    private var administrator: [Handler<AMT.AuthorizationService>] {
        [
            .on(\.setAdminAclEntryEx) { input, _ in
                guard let name = input.username, let password = input.digestPassword else { return .dataMissing }
                return try await answering {
                    let name = try AccountEntry.name(untrusted: name)
                    let secret = try AccountEntry.secret(
                        untrusted: password,
                        name: name,
                        digestRealm: accounts.digestRealm
                    )
                    try await accounts.setAdministrator(name: name, secret: secret)
                }
            },
            .on(\.getAdminAclEntry) { _, output in
                guard let user = accounts.all.first(where: \.isAdministrator) else { return .notFound }
                output.username = user.name
                return .success
            },
            // There is no factory's password: an engine does not start without one of its own.
            .on(\.getAdminAclEntryStatus) { _, output in
                output.isDefault = false
                return .success
            },
            .on(\.getAdminNetAclEntryStatus) { _, output in
                output.isDefault = false
                return .success
            },
        ]
    }

    private typealias UserEntry = Values<AMT.AuthorizationService.UserEntry>

    private func entry(_ untrusted: UserEntry) throws(Refusal) -> AccountEntry {
        try AccountEntry(
            untrustedName: untrusted.digestUsername,
            password: untrusted.digestPassword,
            sid: untrusted.kerberosUserSid,
            permission: untrusted.accessPermission,
            realms: untrusted.realms,
            digestRealm: accounts.digestRealm
        )
    }

    private func handles(
        from start: UInt32,
        _ output: inout Values<AMT.AuthorizationService.UserHandles>
    ) -> PTStatus {
        let handles = accounts.all.map(\.handle).filter { $0 != 0 }.sorted()
        guard start >= 1, Int(start) <= max(1, handles.count) else { return .invalidIndex }
        let chosen = Array(handles.dropFirst(Int(start) - 1).prefix(Self.greatestReading))
        output.totalCount = UInt32(handles.count)
        output.handlesCount = UInt32(chosen.count)
        output.handles = chosen
        return .success
    }
}

/// The status of work that is done or refused.
package func answering(_ work: () async throws -> Void) async throws -> PTStatus {
    do {
        try await work()
        return .success
    } catch let refusal as Refusal {
        return refusal.status
    }
}
