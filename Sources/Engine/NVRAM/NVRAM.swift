import Glibc

/// What the board remembers without power: a store whose every acknowledged write survives the end of the process.
public actor NVRAM {
    let database: SQLiteDatabase

    /// Opens the store at `path`, makes it when it is not there, and brings it to the newest schema.
    public init(path: String) throws(NVRAMError) {
        let database = try SQLiteDatabase(path: path)
        chmod(path, 0o600)
        try database.run("PRAGMA journal_mode = WAL")
        try database.run("PRAGMA synchronous = FULL")
        try database.run("PRAGMA secure_delete = ON")
        try Schema.migrate(database)
        self.database = database
    }

    /// The setting under a key; nil when there is none.
    public func setting<Value: Decodable & Sendable>(
        _ key: String,
        as type: Value.Type
    ) throws(NVRAMError) -> Value? {
        let rows = try database.run("SELECT value FROM setting WHERE key = ?", [.text(key)])
        guard let row = rows.first else {
            return nil
        }
        return try Record.decode(type, from: row.first, what: "setting \(key)")
    }

    /// Stores a setting under a key.
    public func set(_ value: some Encodable & Sendable, for key: String) throws(NVRAMError) {
        let sql = "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"
        try database.run(sql, [.text(key), Record.encode(value)])
    }

    /// Does all of `body` as one step, nobody coming between, or, when it throws, nothing.
    public func step<Answer: Sendable>(_ body: @Sendable (isolated NVRAM) throws -> Answer) throws -> Answer {
        try database.transaction(failing: { $0 as any Error }) { try body(self) }
    }

    /// Changes the setting under a key as one step, nobody coming between, and answers with what `body` does; nothing
    /// is changed when that throws.
    ///
    /// - Parameter fallback: what is changed when there is no setting yet.
    @discardableResult
    public func change<Value: Codable & Sendable, Answer: Sendable>(
        _ key: String,
        from fallback: Value,
        _ body: @Sendable (inout Value) throws -> Answer
    ) throws -> Answer {
        var value = try setting(key, as: Value.self) ?? fallback
        let answer = try body(&value)
        try set(value, for: key)
        return answer
    }

    /// Lets `change` make of a setting what it is to be, while nobody else changes it.
    public func update<Value: Codable & Hashable & Sendable, Answer: Sendable>(
        _ key: String,
        initially initial: Value,
        _ change: @Sendable (inout Value) -> Answer
    ) throws(NVRAMError) -> Answer {
        let before = try setting(key, as: Value.self)
        var value = before ?? initial
        let answer = change(&value)
        if value != before { try set(value, for: key) }
        return answer
    }

    /// Forgets a setting.
    public func removeSetting(_ key: String) throws(NVRAMError) {
        try database.run("DELETE FROM setting WHERE key = ?", [.text(key)])
    }
}
