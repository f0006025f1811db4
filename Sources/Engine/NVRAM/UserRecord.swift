/// Somebody who may speak to the engine.
public struct UserRecord: Sendable, Codable, Hashable {
    public var name: String
    /// The realm of the digest that `ha1` was made for.
    public var digestRealm: String
    /// The digest of name, realm and password, in hex; the password itself is not kept.
    public var ha1: String
    /// The numbers of the permission groups (AMT's realms) that the user has.
    public var realms: [Int]
    public var isAdministrator: Bool
    public var isEnabled: Bool

    /// Creates a record from its parts.
    public init(
        name: String,
        digestRealm: String,
        ha1: String,
        realms: [Int],
        isAdministrator: Bool,
        isEnabled: Bool
    ) {
        self.name = name
        self.digestRealm = digestRealm
        self.ha1 = ha1
        self.realms = realms
        self.isAdministrator = isAdministrator
        self.isEnabled = isEnabled
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
}
