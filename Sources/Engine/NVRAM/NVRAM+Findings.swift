public import Inventory

extension NVRAM {
    /// How many findings are kept; the oldest make room.
    public static let findingLimit = 1000
    /// How many of those for which the user OS lost its network are kept beyond, whatever came after them.
    public static let cutOffLimit = 100

    /// The findings, oldest first.
    public func findings() throws(NVRAMError) -> [Finding] {
        var findings: [Finding] = []
        for row in try database.run("SELECT record FROM finding ORDER BY number") {
            findings.append(try Record.decode(Finding.self, from: row.first, what: "finding"))
        }
        return findings
    }

    /// Stores a finding; one with the same id is replaced.
    public func add(_ finding: Finding) throws(NVRAMError) {
        let sql =
            "INSERT INTO finding (id, record) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET record = excluded.record"
        let prune = """
            DELETE FROM finding WHERE number <= (SELECT max(number) FROM finding) - ? AND number NOT IN (
            SELECT number FROM finding WHERE json_extract(CAST(record AS TEXT), '$.action') = ?
            ORDER BY number DESC LIMIT ?)
            """
        try database.transaction { () throws(NVRAMError) in
            try database.run(sql, [.text(finding.id), Record.encode(finding)])
            try database.run(
                prune,
                [.integer(Int64(Self.findingLimit)), .text(Finding.cutOffAction), .integer(Int64(Self.cutOffLimit))]
            )
        }
    }
}
