public import FoundationEssentials

/// What makes room in a full audit log.
public enum AuditRoom: Sendable, Hashable {
    /// Nothing: what does not fit is not written.
    case none
    /// The oldest records go.
    case oldest
    /// The oldest records go, unless they are newer than this.
    case olderThan(Date)
}

extension NVRAM {
    /// Bytes that the audit log's records may have in all.
    public static let auditCapacity = 64 * 1024

    /// Records of the audit log, oldest first, beginning at a place that counts from 1.
    public func auditRecords(from place: Int = 1, atMost count: Int = .max) throws(NVRAMError) -> [[UInt8]] {
        let sql = "SELECT bytes FROM audit ORDER BY number LIMIT ? OFFSET ?"
        let rows = try database.run(sql, [.integer(Int64(clamping: count)), .integer(Int64(max(0, place - 1)))])
        return rows.compactMap { $0.first?.blob }
    }

    /// How much the audit log holds, and when its newest record was written.
    public func auditExtent() throws(NVRAMError) -> (count: Int, bytes: Int, newest: Date?) {
        let sql = "SELECT count(*), coalesce(sum(length(bytes)), 0), max(at) FROM audit"
        let row = try database.run(sql).first
        return (Int(row?[0].integer ?? 0), Int(row?[1].integer ?? 0), row.flatMap { Record.date($0[2]) })
    }

    /// Whether these records would find room.
    public func hasAuditRoom(for bytes: Int, making room: AuditRoom) throws(NVRAMError) -> Bool {
        switch room {
        case .oldest: return bytes <= Self.auditCapacity
        case .none: return try auditExtent().bytes + bytes <= Self.auditCapacity
        case .olderThan(let date):
            let sql = "SELECT coalesce(sum(length(bytes)), 0) FROM audit WHERE at >= ?"
            let kept = Int(try database.run(sql, [Record.column(date)]).first?.first?.integer ?? 0)
            return kept + bytes <= Self.auditCapacity
        }
    }

    /// Adds records to the audit log, all or none.
    ///
    /// - Returns: false when there is no room for them.
    public func appendAudit(_ records: [[UInt8]], at: Date, making room: AuditRoom) throws(NVRAMError) -> Bool {
        let bytes = records.reduce(0) { $0 + $1.count }
        guard try hasAuditRoom(for: bytes, making: room) else { return false }
        try database.transaction { () throws(NVRAMError) in
            while try auditExtent().bytes + bytes > Self.auditCapacity {
                try database.run("DELETE FROM audit WHERE number = (SELECT min(number) FROM audit)")
            }
            for record in records {
                try database.run("INSERT INTO audit (at, bytes) VALUES (?, ?)", [Record.column(at), .blob(record)])
            }
        }
        return true
    }

    /// Empties the audit log; the numbers go on.
    public func clearAudit() throws(NVRAMError) { try database.run("DELETE FROM audit") }
}
