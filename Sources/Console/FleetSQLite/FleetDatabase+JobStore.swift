public import Fleet
public import FoundationEssentials
import GRDB

extension FleetDatabase: JobStore {
    public func add(_ job: Job) async throws(FleetError) {
        try await write { db in
            let busy = try Bool.fetchOne(
                db,
                sql: "SELECT EXISTS (SELECT 1 FROM job WHERE endpoint = ? AND state IN ('queued', 'running'))",
                arguments: [job.endpoint]
            )
            guard busy != true else {
                throw FleetError.conflict("\(job.endpoint) already has a job that is not finished")
            }
            try db.execute(
                sql: """
                    INSERT INTO job (id, number, endpoint, state, body)
                    VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM job), ?, ?, ?)
                    """,
                arguments: [job.id, job.endpoint, job.state.rawValue, Record.text(job)]
            )
        }
    }

    public func job(_ id: String) async throws(FleetError) -> Job? {
        try await read { try Self.job(id, $0) }
    }

    public func jobs(of endpoint: String?, limit: Int) async throws(FleetError) -> [Job] {
        try await read { db in
            try Record.values(
                db,
                "SELECT body FROM job WHERE ?1 IS NULL OR endpoint = ?1 ORDER BY number DESC LIMIT ?2",
                [endpoint, limit]
            )
        }
    }

    public func cancel(_ id: String) async throws(FleetError) {
        try await write { db in
            guard var job = try Self.job(id, db) else { throw FleetError.unknown("there is no job \(id)") }
            guard !job.state.isFinal else { throw FleetError.conflict("the job is finished already") }
            try db.execute(sql: "UPDATE job SET isCancelled = 1 WHERE id = ?", arguments: [id])
            guard job.state == .queued else { return }
            job.state = .cancelled
            try Self.update(job, db)
        }
    }

    public func claimNext(by claimant: String, now: Date, until: Date) async throws(FleetError) -> Job? {
        try await write { db in
            let next: Job? = try Record.first(
                db,
                """
                SELECT body FROM job
                WHERE state = 'queued' OR (state = 'running' AND coalesce(claimedUntil, 0) < ?)
                ORDER BY number LIMIT 1
                """,
                [now.timeIntervalSinceReferenceDate]
            )
            guard var job = next else { return nil }
            job.state = .running
            try Self.update(job, db)
            try Self.claim(job.id, by: claimant, until: until, db)
            return job
        }
    }

    public func renew(_ id: String, by claimant: String, until: Date) async throws(FleetError) {
        try await write { db in
            try Self.requireClaim(id, by: claimant, db)
            let cancelled = try Bool.fetchOne(db, sql: "SELECT isCancelled FROM job WHERE id = ?", arguments: [id])
            guard cancelled != true else { throw FleetError.interrupted }
            try Self.claim(id, by: claimant, until: until, db)
        }
    }

    public func save(_ job: Job, by claimant: String) async throws(FleetError) {
        try await write { db in
            try Self.requireClaim(job.id, by: claimant, db)
            try Self.update(job, db)
        }
    }

    private static func job(_ id: String, _ db: Database) throws -> Job? {
        try Record.first(db, "SELECT body FROM job WHERE id = ?", [id])
    }

    private static func update(_ job: Job, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE job SET state = ?, body = ? WHERE id = ?",
            arguments: [job.state.rawValue, Record.text(job), job.id]
        )
    }

    private static func claim(_ id: String, by claimant: String, until: Date, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE job SET claimant = ?, claimedUntil = ? WHERE id = ?",
            arguments: [claimant, until.timeIntervalSinceReferenceDate, id]
        )
    }

    private static func requireClaim(_ id: String, by claimant: String, _ db: Database) throws {
        let holder = try String.fetchOne(
            db,
            sql: "SELECT claimant FROM job WHERE id = ? AND state = 'running'",
            arguments: [id]
        )
        guard holder == claimant else { throw FleetError.claimLost }
    }
}
