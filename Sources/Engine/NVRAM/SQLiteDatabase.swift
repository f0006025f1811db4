import CSQLite

/// One connection to an SQLite file; what it has acknowledged is on the disk.
final class SQLiteDatabase {
    private let handle: OpaquePointer
    private var prepared: [String: OpaquePointer] = [:]

    init(path: String) throws(NVRAMError) {
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let code = sqlite3_open_v2(path, &opened, flags, nil)
        guard code == SQLITE_OK, let opened else {
            sqlite3_close_v2(opened)
            throw .cannotOpen(path: path, reason: String(cString: sqlite3_errstr(code)))
        }
        handle = opened
        sqlite3_busy_timeout(handle, 5000)
    }

    deinit {
        prepared.values.forEach { sqlite3_finalize($0) }
        sqlite3_close_v2(handle)
    }

    /// Runs a statement and returns its rows.
    @discardableResult
    func run(_ sql: String, _ values: [SQLiteValue] = []) throws(NVRAMError) -> [[SQLiteValue]] {
        let statement = try statement(sql)
        defer { sqlite3_reset(statement) }
        for (index, value) in values.enumerated() {
            try check(bind(value, to: statement, at: CInt(index + 1)))
        }
        var rows: [[SQLiteValue]] = []
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: rows.append(row(of: statement))
            case SQLITE_DONE: return rows
            case let code: throw failure(code)
            }
        }
    }

    /// Does all of `body`, or nothing; within another transaction it is a part of that.
    func transaction(_ body: () throws(NVRAMError) -> Void) throws(NVRAMError) {
        try transaction(failing: { $0 }, body)
    }

    /// Does all of `body`, or nothing.
    ///
    /// - Parameter failing: the error for what the database refuses.
    func transaction<Answer, Failure: Error>(
        failing: (NVRAMError) -> Failure,
        _ body: () throws(Failure) -> Answer
    ) throws(Failure) -> Answer {
        let isOutermost = sqlite3_get_autocommit(handle) != 0
        func run(_ outermost: String, _ inner: String) throws(Failure) {
            do throws(NVRAMError) { try self.run(isOutermost ? outermost : inner) } catch { throw failing(error) }
        }
        try run("BEGIN IMMEDIATE", "SAVEPOINT part")
        do throws(Failure) {
            let answer = try body()
            try run("COMMIT", "RELEASE part")
            return answer
        } catch {
            try? run("ROLLBACK", "ROLLBACK TO part")
            throw error
        }
    }

    private func statement(_ sql: String) throws(NVRAMError) -> OpaquePointer {
        if let known = prepared[sql] {
            return known
        }
        var made: OpaquePointer?
        try check(sqlite3_prepare_v2(handle, sql, -1, &made, nil))
        guard let made else {
            throw .sqlite(code: Int(SQLITE_MISUSE), text: "empty statement")
        }
        prepared[sql] = made
        return made
    }

    private func bind(_ value: SQLiteValue, to statement: OpaquePointer, at index: CInt) -> CInt {
        /// Tells SQLite to make its own copy.
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        return switch value {
        case .null: sqlite3_bind_null(statement, index)
        case .integer(let value): sqlite3_bind_int64(statement, index, value)
        case .real(let value): sqlite3_bind_double(statement, index, value)
        case .text(let value): sqlite3_bind_text(statement, index, value, CInt(value.utf8.count), transient)
        case .blob(let value) where value.isEmpty: sqlite3_bind_zeroblob(statement, index, 0)
        case .blob(let value): sqlite3_bind_blob(statement, index, value, CInt(value.count), transient)
        }
    }

    private func row(of statement: OpaquePointer) -> [SQLiteValue] {
        (0..<sqlite3_column_count(statement)).map { column in
            switch sqlite3_column_type(statement, column) {
            case SQLITE_INTEGER: .integer(sqlite3_column_int64(statement, column))
            case SQLITE_FLOAT: .real(sqlite3_column_double(statement, column))
            case SQLITE_TEXT: .text(sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "")
            case SQLITE_BLOB: .blob(blob(of: statement, column))
            default: .null
            }
        }
    }

    private func blob(of statement: OpaquePointer, _ column: CInt) -> [UInt8] {
        let count = Int(sqlite3_column_bytes(statement, column))
        guard let bytes = sqlite3_column_blob(statement, column) else {
            return []
        }
        return Array(UnsafeRawBufferPointer(start: bytes, count: count))
    }

    private func check(_ code: CInt) throws(NVRAMError) {
        if code != SQLITE_OK {
            throw failure(code)
        }
    }

    private func failure(_ code: CInt) -> NVRAMError {
        .sqlite(code: Int(code), text: String(cString: sqlite3_errmsg(handle)))
    }
}
