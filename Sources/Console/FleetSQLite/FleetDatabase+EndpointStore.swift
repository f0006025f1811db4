public import Fleet
import GRDB

extension FleetDatabase: EndpointStore {
    public func endpoints() async throws(FleetError) -> [Endpoint] {
        try await read { try Record.values($0, "SELECT body FROM endpoint ORDER BY name") }
    }

    public func endpoint(named name: String) async throws(FleetError) -> Endpoint? {
        try await read { try Record.first($0, "SELECT body FROM endpoint WHERE name = ?", [name]) }
    }

    public func add(_ endpoint: Endpoint, credentials: Credentials) async throws(FleetError) {
        try await write { db in
            try db.execute(
                sql: "INSERT INTO endpoint (name, body) VALUES (?, ?) ON CONFLICT DO NOTHING",
                arguments: [endpoint.name, Record.text(endpoint)]
            )
            guard db.changesCount == 1 else {
                throw FleetError.conflict("an endpoint named \(endpoint.name) is there already")
            }
            try db.execute(
                sql: "INSERT OR REPLACE INTO credentials (id, user, password) VALUES (?, ?, ?)",
                arguments: [endpoint.credentials, credentials.user, credentials.password]
            )
        }
    }

    public func keepCertificate(_ fingerprint: String, of name: String) async throws(FleetError) {
        try await write { db in
            let found: Endpoint? = try Record.first(db, "SELECT body FROM endpoint WHERE name = ?", [name])
            guard var endpoint = found else { throw FleetError.unknown("there is no endpoint named \(name)") }
            endpoint.certificate = fingerprint
            try db.execute(
                sql: "UPDATE endpoint SET body = ? WHERE name = ?",
                arguments: [Record.text(endpoint), name]
            )
        }
    }

    public func removeEndpoint(named name: String) async throws(FleetError) {
        try await write { db in
            let found: Endpoint? = try Record.first(db, "SELECT body FROM endpoint WHERE name = ?", [name])
            guard let found else { throw FleetError.unknown("there is no endpoint named \(name)") }
            try db.execute(sql: "DELETE FROM endpoint WHERE name = ?", arguments: [name])
            let others: [Endpoint] = try Record.values(db, "SELECT body FROM endpoint")
            guard !others.contains(where: { $0.credentials == found.credentials }) else { return }
            try db.execute(sql: "DELETE FROM credentials WHERE id = ?", arguments: [found.credentials])
        }
    }

    public func credentials(for endpoint: Endpoint) async throws(FleetError) -> Credentials? {
        try await read { db in
            let row = try Row.fetchOne(
                db,
                sql: "SELECT user, password FROM credentials WHERE id = ?",
                arguments: [endpoint.credentials]
            )
            return row.map { Credentials(user: $0["user"], password: $0["password"]) }
        }
    }

    public func snapshot(of name: String) async throws(FleetError) -> EndpointSnapshot? {
        try await read { try Record.first($0, "SELECT body FROM snapshot WHERE endpoint = ?", [name]) }
    }

    public func snapshots() async throws(FleetError) -> [EndpointSnapshot] {
        try await read { try Record.values($0, "SELECT body FROM snapshot ORDER BY endpoint") }
    }

    public func save(_ snapshot: EndpointSnapshot) async throws(FleetError) {
        try await write { db in
            // A look that was under way when the endpoint was removed leaves nothing behind.
            try db.execute(
                sql: """
                    INSERT INTO snapshot (endpoint, body) SELECT name, ? FROM endpoint WHERE name = ?
                    ON CONFLICT (endpoint) DO UPDATE SET body = excluded.body
                    """,
                arguments: [Record.text(snapshot), snapshot.endpoint]
            )
        }
    }
}
