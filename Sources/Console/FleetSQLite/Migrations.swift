import GRDB

extension FleetDatabase {
    /// The tables, as they came to be.
    ///
    /// A row is its record as JSON, beside the columns by which it is found and kept unique.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("fleet") { try $0.execute(sql: fleet) }
        return migrator
    }

    private static let fleet = """
        CREATE TABLE endpoint (
            name TEXT PRIMARY KEY,
            body TEXT NOT NULL
        );
        CREATE TABLE credentials (
            id TEXT PRIMARY KEY,
            user TEXT NOT NULL,
            password TEXT NOT NULL
        );
        CREATE TABLE snapshot (
            endpoint TEXT PRIMARY KEY REFERENCES endpoint(name) ON DELETE CASCADE,
            body TEXT NOT NULL
        );
        CREATE TABLE job (
            id TEXT PRIMARY KEY,
            number INTEGER NOT NULL UNIQUE,
            endpoint TEXT NOT NULL,
            state TEXT NOT NULL,
            claimant TEXT,
            claimedUntil REAL,
            isCancelled INTEGER NOT NULL DEFAULT 0,
            body TEXT NOT NULL
        );
        CREATE UNIQUE INDEX job_one_at_a_time ON job(endpoint) WHERE state IN ('queued', 'running');
        CREATE TABLE caseFile (
            id TEXT PRIMARY KEY,
            number INTEGER NOT NULL UNIQUE,
            endpoint TEXT NOT NULL,
            state TEXT NOT NULL,
            body TEXT NOT NULL
        );
        CREATE UNIQUE INDEX case_one_at_a_time ON caseFile(endpoint) WHERE state <> 'released';
        """
}
