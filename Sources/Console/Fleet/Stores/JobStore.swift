public import FoundationEssentials

/// Keeps jobs, and sees to it that each is run by one console at a time and each endpoint has one running job.
///
/// A console claims a job for a while and renews the claim as it works; when it dies, the claim runs out and the job
/// goes on elsewhere, or in the console's next life.
public protocol JobStore: Sendable {
    /// Adds a queued job; a ``FleetError/conflict(_:)`` when the endpoint already has a job that is not finished.
    func add(_ job: Job) async throws(FleetError)
    /// The job of a number; nil when there is none.
    func job(_ id: String) async throws(FleetError) -> Job?
    /// Jobs, newest first; of one endpoint when one is named.
    func jobs(of endpoint: String?, limit: Int) async throws(FleetError) -> [Job]
    /// Marks a job as no longer wanted: a queued one ends at once, a running one when its console looks.
    func cancel(_ id: String) async throws(FleetError)

    /// Takes the oldest job that is queued, or running with a claim that has run out; nil when there is none.
    func claimNext(by claimant: String, now: Date, until: Date) async throws(FleetError) -> Job?
    /// Renews a claim; ``FleetError/claimLost`` when another has it, ``FleetError/interrupted`` when the job was cancelled.
    func renew(_ id: String, by claimant: String, until: Date) async throws(FleetError)
    /// Keeps a claimed job as it now is; ``FleetError/claimLost`` when another has it. A final state ends the claim.
    func save(_ job: Job, by claimant: String) async throws(FleetError)
}
