/// Somebody who may speak to the engine.
public struct UserRecord: Sendable, Hashable {
    /// The sides from which an account may be used, as AMT numbers them.
    public enum Side: UInt32, Sendable, Codable, Hashable {
        case local = 0
        case network
        case any
    }

    public var name: String
    /// The realm of the digest that `ha1` was made for.
    public var digestRealm: String
    /// The digest of name, realm and password, in hex; the password itself is not kept.
    public var ha1: String
    /// The numbers of the permission groups (AMT's realms) that the user has.
    public var realms: [Int]
    public var isAdministrator: Bool
    public var isEnabled: Bool
    /// Names the account to consoles; 0 for the administrator, which they do not list.
    public var handle: UInt32
    /// The sides from which the account may be used.
    public var side: Side
    /// The security identifier of a Kerberos account.
    public var kerberosSID: [UInt8]?

    /// Creates a record from its parts.
    public init(
        name: String,
        digestRealm: String,
        ha1: String,
        realms: [Int],
        isAdministrator: Bool,
        isEnabled: Bool,
        handle: UInt32 = 0,
        side: Side = .any,
        kerberosSID: [UInt8]? = nil
    ) {
        self.name = name
        self.digestRealm = digestRealm
        self.ha1 = ha1
        self.realms = realms
        self.isAdministrator = isAdministrator
        self.isEnabled = isEnabled
        self.handle = handle
        self.side = side
        self.kerberosSID = kerberosSID
    }
}

extension UserRecord: Codable {
    /// Reads a record; one written before accounts had handles is of the administrator.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try values.decode(String.self, forKey: .name),
            digestRealm: try values.decode(String.self, forKey: .digestRealm),
            ha1: try values.decode(String.self, forKey: .ha1),
            realms: try values.decode([Int].self, forKey: .realms),
            isAdministrator: try values.decode(Bool.self, forKey: .isAdministrator),
            isEnabled: try values.decode(Bool.self, forKey: .isEnabled),
            handle: try values.decodeIfPresent(UInt32.self, forKey: .handle) ?? 0,
            side: try values.decodeIfPresent(Side.self, forKey: .side) ?? .any,
            kerberosSID: try values.decodeIfPresent([UInt8].self, forKey: .kerberosSID)
        )
    }
}

extension NVRAM {
    /// The users, by name.
    public func users() throws(NVRAMError) -> [UserRecord] {
        var users: [UserRecord] = []
        for row in try database.run("SELECT record FROM user ORDER BY name") {
            users.append(try Record.decode(UserRecord.self, from: row.first, what: "user"))
        }
        return users
    }

    /// Stores a user in the place of the one with the same name.
    public func set(_ user: UserRecord) throws(NVRAMError) {
        let sql = "INSERT INTO user (name, record) VALUES (?, ?) ON CONFLICT DO UPDATE SET record = excluded.record"
        try database.run(sql, [.text(user.name), Record.encode(user)])
    }

    /// Forgets a user.
    public func removeUser(_ name: String) throws(NVRAMError) {
        try database.run("DELETE FROM user WHERE name = ?", [.text(name)])
    }

    /// Changes the users in one step: no other change comes between, and all of it is kept or nothing.
    ///
    /// - Parameter whenKept: told the users once they are kept, before any later change.
    public func changeUsers<Answer: Sendable>(
        _ change: @Sendable (inout [UserRecord]) throws -> Answer,
        whenKept: @Sendable ([UserRecord]) -> Void
    ) throws -> Answer {
        let before = try users()
        var after = before
        let answer = try change(&after)
        let gone = Set(before.map(\.name)).subtracting(after.map(\.name))
        try database.transaction { () throws(NVRAMError) in
            for name in gone { try removeUser(name) }
            for user in after where !before.contains(user) { try set(user) }
        }
        whenKept(after)
        return answer
    }
}
