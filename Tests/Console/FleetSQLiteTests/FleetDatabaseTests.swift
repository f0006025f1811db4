import Fleet
import FleetSQLite
import FleetTestSupport
import FoundationEssentials
import Glibc
import Testing

@Suite("The console's database")
struct FleetDatabaseTests {
    private static func withDatabase(_ body: (FleetDatabase, String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "fleet-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = try FleetDatabase(path: folder + "/console.sqlite")
        try await body(database, folder + "/console.sqlite")
    }

    @Test("keeps endpoints, their credentials and what was seen of them")
    func endpoints() async throws {
        try await Self.withDatabase { database, _ in try await StoreConformance.keepsEndpoints(database) }
    }

    @Test("gives a job to one console at a time")
    func claims() async throws {
        try await Self.withDatabase { database, _ in try await StoreConformance.claimsJobsOnce(database) }
    }

    @Test("keeps jobs as they were saved")
    func jobs() async throws {
        try await Self.withDatabase { database, _ in try await StoreConformance.keepsJobs(database) }
    }

    @Test("cancels jobs")
    func cancellation() async throws {
        try await Self.withDatabase { database, _ in try await StoreConformance.cancelsJobs(database) }
    }

    @Test("has one case of an endpoint at a time")
    func cases() async throws {
        try await Self.withDatabase { database, _ in try await StoreConformance.keepsCases(database) }
    }

    @Test("is readable by its owner alone, its log too")
    func mode() async throws {
        try await Self.withDatabase { database, path in
            try await database.add(
                Endpoint(name: "pc1", address: "a"),
                credentials: Credentials(user: "admin", password: "secret")
            )
            for file in [path, path + "-wal", path + "-shm"] {
                var status = stat()
                try #require(stat(file, &status) == 0)
                #expect(status.st_mode & 0o777 == 0o600)
            }
        }
    }

    @Test("has everything when it is opened again")
    func reopening() async throws {
        try await Self.withDatabase { database, path in
            let job = Job(endpoint: "pc1", story: .quarantine, requestedBy: "admin", createdAt: Date())
            try await database.add(job)
            try database.close()
            let again = try FleetDatabase(path: path)
            #expect(try await again.job(job.id) == job)
        }
    }

    @Test("says which file it cannot open")
    func unopenable() {
        let error = #expect(throws: FleetError.self) { try FleetDatabase(path: "/nonexistent/console.sqlite") }
        #expect(error?.description.contains("/nonexistent/console.sqlite") == true)
    }
}
