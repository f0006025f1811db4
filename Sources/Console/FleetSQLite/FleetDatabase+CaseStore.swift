public import Fleet
import GRDB

extension FleetDatabase: CaseStore {
    public func cases(limit: Int) async throws(FleetError) -> [Case] {
        try await read { try Record.values($0, "SELECT body FROM caseFile ORDER BY number DESC LIMIT ?", [limit]) }
    }

    public func cases(of endpoint: String) async throws(FleetError) -> [Case] {
        try await read { db in
            try Record.values(db, "SELECT body FROM caseFile WHERE endpoint = ? ORDER BY number DESC", [endpoint])
        }
    }

    public func open(_ newCase: Case) async throws(FleetError) -> Case {
        try await write { db in
            let present: Case? = try Record.first(
                db,
                "SELECT body FROM caseFile WHERE endpoint = ? AND state <> 'released'",
                [newCase.endpoint]
            )
            if let present { return present }
            try db.execute(
                sql: """
                    INSERT INTO caseFile (id, number, endpoint, state, body)
                    VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM caseFile), ?, ?, ?)
                    """,
                arguments: [newCase.id, newCase.endpoint, newCase.state.rawValue, Record.text(newCase)]
            )
            return newCase
        }
    }

    public func save(_ changedCase: Case) async throws(FleetError) {
        try await write { db in
            try db.execute(
                sql: "UPDATE caseFile SET state = ?, body = ? WHERE id = ?",
                arguments: [changedCase.state.rawValue, Record.text(changedCase), changedCase.id]
            )
            guard db.changesCount == 1 else { throw FleetError.unknown("there is no case \(changedCase.id)") }
        }
    }
}
