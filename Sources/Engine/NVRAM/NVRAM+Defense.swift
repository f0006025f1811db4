/// What is kept of System Defense, by kind.
public enum DefenseTable: String, Sendable {
    case filter = "defense_filter"
    case policy = "defense_policy"
}

extension NVRAM {
    /// The filters or policies by their handles.
    public func defenseRecords<Value: Decodable & Sendable>(
        _ table: DefenseTable,
        as type: Value.Type
    ) throws(NVRAMError) -> [UInt32: Value] {
        var records: [UInt32: Value] = [:]
        for row in try database.run("SELECT handle, record FROM \(table.rawValue) ORDER BY handle") {
            let handle = UInt32(truncatingIfNeeded: row[0].integer ?? 0)
            records[handle] = try Record.decode(type, from: row[1], what: table.rawValue)
        }
        return records
    }

    /// Stores what has changed, and the setting beside it, at once; a record that is nil is forgotten.
    public func changeDefense<Filter: Encodable & Sendable, Policy: Encodable & Sendable>(
        filters: [UInt32: Filter?],
        policies: [UInt32: Policy?],
        setting: (key: String, value: some Encodable & Sendable)
    ) throws(NVRAMError) {
        try database.transaction { () throws(NVRAMError) in
            for (handle, filter) in filters { try change(.filter, handle, filter) }
            for (handle, policy) in policies { try change(.policy, handle, policy) }
            try set(setting.value, for: setting.key)
        }
    }

    private func change(_ table: DefenseTable, _ handle: UInt32, _ record: (some Encodable)?) throws(NVRAMError) {
        guard let record else {
            try database.run("DELETE FROM \(table.rawValue) WHERE handle = ?", [.integer(Int64(handle))])
            return
        }
        let sql = """
            INSERT INTO \(table.rawValue) (handle, record) VALUES (?, ?)
            ON CONFLICT DO UPDATE SET record = excluded.record
            """
        try database.run(sql, [.integer(Int64(handle)), Record.encode(record)])
    }
}
