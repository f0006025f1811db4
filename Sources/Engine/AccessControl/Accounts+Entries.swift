import ObjectManager
package import AMTSchema
import HTTPDigest
import NVRAM

/// A refusal that a method answers with its status.
package struct Refusal: Error, Hashable {
    let status: PTStatus

    package init(_ status: PTStatus) { self.status = status }
}

/// What a console wants an account to be.
struct AccountEntry: Sendable {
    /// The name of a digest account, or the security identifier of a Kerberos account.
    enum Identity: Sendable, Hashable {
        case digest(name: String)
        case kerberos(sid: [UInt8])
    }

    let identity: Identity
    /// HA1 of a digest account; nil leaves it as it is.
    let secret: String?
    let side: UserRecord.Side
    let realms: [AMT.Realm]
}

extension Accounts {
    /// Makes an account and returns its handle.
    func add(_ entry: AccountEntry, by caller: Caller) async throws -> UInt32 {
        try await change { [digestRealm] users in
            try Self.checkRights(of: caller, over: nil, granting: entry.realms, among: users)
            try Self.checkRoom(for: entry, among: users)
            guard !users.contains(where: { $0.name == entry.key }) else { throw Refusal(.duplicate) }
            if entry.isDigest, entry.secret == nil { throw Refusal(.dataMissing) }
            let handle = Self.freeHandle(among: users)
            var user = UserRecord(
                name: entry.key,
                digestRealm: digestRealm,
                ha1: "",
                realms: [],
                isAdministrator: false,
                isEnabled: true,
                handle: handle
            )
            user.become(entry)
            users.append(user)
            return handle
        }
    }

    /// Changes an account.
    func update(_ handle: UInt32, to entry: AccountEntry, by caller: Caller) async throws {
        try await change { users in
            let place = try Self.place(of: handle, among: users)
            try Self.checkRights(of: caller, over: users[place], granting: entry.realms, among: users)
            guard entry.isDigest == (users[place].kerberosSID == nil) else { throw Refusal(.invalidParameter) }
            let isNew = entry.key != users[place].name
            if isNew, users.contains(where: { $0.name == entry.key }) { throw Refusal(.duplicate) }
            // HA1 holds the name: under another name the old one would let nobody in.
            if isNew, entry.isDigest, entry.secret == nil { throw Refusal(.dataMissing) }
            users[place].become(entry)
        }
    }

    /// Removes an account.
    func remove(_ handle: UInt32, by caller: Caller) async throws {
        try await change { users in
            let place = try Self.place(of: handle, among: users)
            try Self.checkRights(of: caller, over: users[place], granting: [], among: users)
            users.remove(at: place)
        }
    }

    /// Enables or disables an account.
    func enable(_ handle: UInt32, _ isEnabled: Bool, by caller: Caller) async throws {
        try await change { users in
            let place = try users.firstIndex { $0.handle == handle && handle != 0 }.orRefuse(.invalidHandle)
            try Self.checkAuthority(of: caller, over: users[place], among: users)
            users[place].isEnabled = isEnabled
        }
    }

    /// Changes the administrator's name and password.
    func setAdministrator(name: String, secret: String) async throws {
        try await change { users in
            let place = try users.firstIndex { $0.isAdministrator }.orRefuse(.notFound)
            guard !users.contains(where: { $0.name == name && !$0.isAdministrator }) else { throw Refusal(.duplicate) }
            users[place].name = name
            users[place].ha1 = secret
        }
    }

    /// The account of a handle; nil when there is none.
    func user(_ handle: UInt32) -> UserRecord? { all.first { $0.handle == handle && handle != 0 } }

    /// Whether somebody but the administrator keeps the audit log.
    package var hasAuditor: Bool { all.contains { !$0.isAdministrator && $0.has(.auditLog) } }
}

extension Accounts {
    private static func place(of handle: UInt32, among users: [UserRecord]) throws(Refusal) -> Int {
        let place = try users.firstIndex { $0.handle == handle && handle != 0 }.orRefuse(.invalidHandle)
        guard !users[place].isBuiltIn else { throw Refusal(.notPermitted) }
        return place
    }

    /// Who may only manage accounts gives nobody more than that, and takes nothing from who has more.
    private static func checkRights(
        of caller: Caller,
        over target: UserRecord?,
        granting realms: [AMT.Realm],
        among users: [UserRecord]
    ) throws(Refusal) {
        try checkAuthority(of: caller, over: target, among: users)
        let actor = users.first { $0.name == caller.user }
        if realms.contains(.administration), actor?.has(.administration) != true { throw Refusal(.notPermitted) }
        let auditor = users.first { !$0.isAdministrator && $0.has(.auditLog) }
        if realms.contains(.auditLog), let auditor, auditor.handle != target?.handle { throw Refusal(.maxLimitReached) }
        if realms.contains(.auditLog), actor?.has(.administration) != true, auditor == nil {
            throw Refusal(.notPermitted)
        }
    }

    /// Nobody but the auditor changes the auditor, and nobody but administrators an administrator.
    private static func checkAuthority(
        of caller: Caller,
        over target: UserRecord?,
        among users: [UserRecord]
    ) throws(Refusal) {
        guard let target, target.name != caller.user else { return }
        let actor = users.first { $0.name == caller.user }
        if target.has(.administration), actor?.has(.administration) != true { throw Refusal(.notPermitted) }
        if target.has(.auditLog) { throw Refusal(.notPermitted) }
    }

    private static func checkRoom(for entry: AccountEntry, among users: [UserRecord]) throws(Refusal) {
        let made = users.filter { !$0.isBuiltIn && !$0.isAdministrator }
        let count = made.count { ($0.kerberosSID == nil) == entry.isDigest }
        guard count < (entry.isDigest ? greatestDigestCount : greatestKerberosCount) else {
            throw Refusal(.maxLimitReached)
        }
    }

    private static func freeHandle(among users: [UserRecord]) -> UInt32 {
        let taken = Set(users.map(\.handle))
        return (1...UInt32.max).first { !taken.contains($0) } ?? 0
    }
}

extension AccountEntry {
    /// The name under which NVRAM keeps the account; no digest account's name has a colon.
    var key: String {
        switch identity {
        case .digest(let name): name
        case .kerberos(let sid): "kerberos:" + HexText.text(sid)
        }
    }

    /// Whether the account logs in with a password.
    var isDigest: Bool {
        if case .digest = identity { true } else { false }
    }
}

extension UserRecord {
    fileprivate mutating func become(_ entry: AccountEntry) {
        name = entry.key
        side = entry.side
        realms = entry.realms.map { Int($0.rawValue) }
        if let secret = entry.secret { ha1 = secret }
        if case .kerberos(let sid) = entry.identity { kerberosSID = sid }
    }
}

extension Optional {
    /// The value, or a refusal when there is none.
    func orRefuse(_ status: PTStatus) throws(Refusal) -> Wrapped {
        guard let value = self else { throw Refusal(status) }
        return value
    }
}

/// Bytes as hexadecimal digits.
package enum HexText {
    /// Two lower-case digits a byte.
    package static func text(_ bytes: some Sequence<UInt8>) -> String {
        bytes.reduce(into: "") { text, byte in
            text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
    }
}
