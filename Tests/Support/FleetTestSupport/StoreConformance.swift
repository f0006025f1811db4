public import Fleet
import FoundationEssentials
import Testing

/// What every implementation of the stores must do; called by the tests of each.
public enum StoreConformance {
    /// Endpoints, credentials and snapshots.
    public static func keepsEndpoints(_ store: any EndpointStore) async throws {
        let endpoint = Endpoint(name: "pc1", address: "10.10.0.11")
        try await store.add(endpoint, credentials: Credentials(user: "admin", password: "secret"))
        #expect(try await store.endpoints() == [endpoint])
        #expect(try await store.endpoint(named: "pc1") == endpoint)
        #expect(try await store.credentials(for: endpoint) == Credentials(user: "admin", password: "secret"))
        await #expect(throws: FleetError.self) {
            try await store.add(endpoint, credentials: Credentials(user: "other", password: "other"))
        }
        #expect(try await store.credentials(for: endpoint)?.user == "admin")
        try await keepsSnapshots(store)
        try await store.removeEndpoint(named: "pc1")
        #expect(try await store.endpoints().isEmpty)
        #expect(try await store.credentials(for: endpoint) == nil)
        #expect(try await store.snapshots().isEmpty)
        await #expect(throws: FleetError.self) { try await store.removeEndpoint(named: "pc1") }
    }

    private static func keepsSnapshots(_ store: any EndpointStore) async throws {
        var seen = EndpointSnapshot(endpoint: "pc1", askedAt: time)
        try await store.save(seen)
        seen.failure = "silent"
        seen.findings = [.fanOut(at: time)]
        try await store.save(seen)
        #expect(try await store.snapshot(of: "pc1") == seen)
        try await store.save(EndpointSnapshot(endpoint: "stranger", askedAt: time))
        #expect(try await store.snapshots() == [seen])
    }

    /// Jobs are run by one console at a time.
    public static func claimsJobsOnce(_ store: any JobStore) async throws {
        let job = Job(endpoint: "pc1", story: .quarantine, requestedBy: "admin", createdAt: time)
        try await store.add(job)
        await #expect(throws: FleetError.self) {
            try await store.add(Job(endpoint: "pc1", story: .reinstall, requestedBy: "admin", createdAt: time))
        }
        let claimed = try #require(try await store.claimNext(by: "a", now: time, until: time + 10))
        #expect(claimed.state == .running)
        #expect(try await store.claimNext(by: "b", now: time + 5, until: time + 15) == nil)
        try await store.renew(job.id, by: "a", until: time + 20)
        #expect(try await store.claimNext(by: "b", now: time + 15, until: time + 25) == nil)
        let taken = try await store.claimNext(by: "b", now: time + 21, until: time + 31)
        #expect(taken?.id == job.id)
        await #expect(throws: FleetError.claimLost) { try await store.save(claimed, by: "a") }
        await #expect(throws: FleetError.claimLost) { try await store.renew(job.id, by: "a", until: time + 40) }
    }

    /// A job is kept as it was saved, and its end frees the endpoint.
    public static func keepsJobs(_ store: any JobStore) async throws {
        let job = Job(endpoint: "pc1", story: .reinstall, requestedBy: "admin", createdAt: time)
        try await store.add(job)
        var claimed = try #require(try await store.claimNext(by: "a", now: time, until: time + 10))
        claimed.record(.begun, of: .noticeNoBoot, at: time + 0.25)
        claimed.record(.succeeded(Evidence("silent")), of: .noticeNoBoot, at: time + 1.5)
        try await store.save(claimed, by: "a")
        #expect(try await store.job(job.id) == claimed)
        claimed.finish(.failed, failure: "no", at: time + 2)
        try await store.save(claimed, by: "a")
        await #expect(throws: FleetError.claimLost) { try await store.save(claimed, by: "a") }
        let next = Job(endpoint: "pc1", story: .reinstall, requestedBy: "admin", createdAt: time)
        try await store.add(next)
        #expect(try await store.jobs(of: nil, limit: 10).map(\.id) == [next.id, job.id])
        #expect(try await store.jobs(of: "pc2", limit: 10).isEmpty)
        #expect(try await store.jobs(of: "pc1", limit: 1).map(\.id) == [next.id])
    }

    /// A queued job ends at once when it is cancelled, a running one when its console renews its claim.
    public static func cancelsJobs(_ store: any JobStore) async throws {
        let queued = Job(endpoint: "pc1", story: .quarantine, requestedBy: "admin", createdAt: time)
        try await store.add(queued)
        try await store.cancel(queued.id)
        #expect(try await store.job(queued.id)?.state == .cancelled)
        await #expect(throws: FleetError.self) { try await store.cancel(queued.id) }
        await #expect(throws: FleetError.self) { try await store.cancel("nobody") }
        let running = Job(endpoint: "pc1", story: .quarantine, requestedBy: "admin", createdAt: time)
        try await store.add(running)
        _ = try await store.claimNext(by: "a", now: time, until: time + 10)
        try await store.cancel(running.id)
        #expect(try await store.job(running.id)?.state == .running)
        await #expect(throws: FleetError.interrupted) { try await store.renew(running.id, by: "a", until: time + 10) }
    }

    /// An endpoint has one case at a time.
    public static func keepsCases(_ store: any CaseStore) async throws {
        let first = Case(endpoint: "pc1", finding: .fanOut(at: time), openedAt: time)
        #expect(try await store.open(first) == first)
        let again = Case(endpoint: "pc1", finding: .fanOut("f2", at: time), openedAt: time)
        #expect(try await store.open(again) == first)
        var released = first
        released.state = .released
        try await store.save(released)
        #expect(try await store.open(again) == again)
        #expect(try await store.cases(of: "pc1").map(\.id) == [again.id, first.id])
        #expect(try await store.cases(limit: 1) == [again])
        await #expect(throws: FleetError.self) {
            try await store.save(Case(endpoint: "pc1", finding: first.finding, openedAt: time))
        }
    }

    private static let time = Date(timeIntervalSinceReferenceDate: 800_000_000.125)
}
