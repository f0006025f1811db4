extension NVRAM {
    /// Forgets everything but some tables and some settings, all at once; what the file held is overwritten.
    public func forget(exceptTables tables: [String], exceptSettings settings: [String]) throws(NVRAMError) {
        let named = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        let all = try database.run(named).compactMap { $0.first?.text }
        let places = settings.map { _ in "?" }.joined(separator: ", ")
        try database.transaction { () throws(NVRAMError) in
            for table in all where table != "setting" && !tables.contains(table) {
                try database.run("DELETE FROM \"\(table)\"")
            }
            try database.run("DELETE FROM setting WHERE key NOT IN (\(places))", settings.map(SQLiteValue.text))
        }
    }
}
