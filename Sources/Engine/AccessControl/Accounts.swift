package import ObjectManager
import AMTSchema
import HTTPDigest
package import NVRAM
import Synchronization

/// The accounts: kept in NVRAM, and in memory for the lookups that each request makes.
package final class Accounts: Sendable {
    /// Accounts with a password that consoles may make.
    static let greatestDigestCount = 15
    /// Accounts of Kerberos that consoles may make.
    static let greatestKerberosCount = 32
    /// Bytes of a name.
    static let longestName = 16
    /// Bytes of a security identifier (MS-DTYP 2.4.2: 8 and 4 for each of 15 authorities).
    static let longestSID = 68

    /// The names of the accounts that every engine has for programs on the PC.
    static let (notificationUser, systemUser) = ("$$uns", "$$OsAdmin")

    /// The realm that the passwords' digests are made for.
    let digestRealm: String
    private let nvram: NVRAM
    private let users = Mutex<[UserRecord]>([])
    private let systemDigits = Mutex<String?>(nil)

    /// Opens the accounts, and makes those that every engine has.
    package init(nvram: NVRAM, digestRealm: String) async throws {
        self.nvram = nvram
        self.digestRealm = digestRealm
        try await change { users in Self.addBuiltIn(to: &users, digestRealm) }
    }

    /// Every account, as it is now.
    package var all: [UserRecord] { users.withLock { $0 } }

    /// The account that may log in from this side under this name; nil when there is none, or it is disabled.
    func user(_ name: String, from interface: Caller.Interface) -> UserRecord? {
        all.first { $0.name == name && $0.kerberosSID == nil && $0.isEnabled && $0.side.admits(interface) }
    }

    /// HA1 of the account that may log in from this side under this name.
    package func secret(of name: String, from interface: Caller.Interface) -> String? {
        user(name, from: interface)?.ha1
    }

    /// Changes the accounts; who logs in afterwards meets the change.
    package func change<Answer: Sendable>(_ body: @Sendable (inout [UserRecord]) throws -> Answer) async throws
        -> Answer
    {
        try await nvram.changeUsers(body) { kept in users.withLock { $0 = kept } }
    }

    /// What the user notification service and other programs on the PC log in with.
    ///
    /// The password is made anew at each start, as the real one is: only its digest is kept. One asks at a time.
    package func systemPassword() async throws -> (user: String, password: String) {
        if let digits = systemDigits.withLock({ $0 }) { return (Self.systemUser, digits) }
        let digits = Self.randomDigits()
        let secret = HTTPDigest.secret(user: Self.systemUser, digestRealm: digestRealm, password: digits)
        try await change { users in
            for place in users.indices where users[place].name == Self.systemUser { users[place].ha1 = secret }
        }
        systemDigits.withLock { $0 = digits }
        return (Self.systemUser, digits)
    }

    private static func addBuiltIn(to users: inout [UserRecord], _ digestRealm: String) {
        let builtIn: [(String, [AMT.Realm])] = [
            (notificationUser, [.localUserNotification]),
            (systemUser, [.storage, .agentPresenceLocal, .localUserNotification, .localSystem]),
        ]
        for (place, (name, realms)) in builtIn.enumerated() where !users.contains(where: { $0.name == name }) {
            let secret = HTTPDigest.secret(user: name, digestRealm: digestRealm, password: randomDigits())
            users.append(
                UserRecord(
                    name: name,
                    digestRealm: digestRealm,
                    ha1: secret,
                    realms: realms.map { Int($0.rawValue) },
                    isAdministrator: false,
                    isEnabled: true,
                    handle: UInt32(place + 1),
                    side: .local
                )
            )
        }
    }

    /// 128 random bits, as text that fits the 33 bytes of a password of the local interface.
    private static func randomDigits() -> String {
        (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 16) }.joined(separator: "")
    }
}

extension UserRecord {
    /// Whether every engine has the account.
    var isBuiltIn: Bool { name == Accounts.notificationUser || name == Accounts.systemUser }

    /// Whether the account has a realm, or all as the administrator.
    func has(_ realm: AMT.Realm) -> Bool { isAdministrator || realms.contains(Int(realm.rawValue)) }
}

extension UserRecord.Side {
    fileprivate func admits(_ interface: Caller.Interface) -> Bool {
        switch (self, interface) {
        case (.any, _), (.local, .local), (.network, .network): true
        default: false
        }
    }
}
