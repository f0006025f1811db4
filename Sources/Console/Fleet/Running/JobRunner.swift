import FoundationEssentials
public import Logging
public import ServiceLifecycle
import Synchronization

/// Carries out the fleet's jobs, several endpoints at a time, those first that a dead console has left behind.
public final class JobRunner: Service {
    private let execution: JobExecution
    private let claimant: String
    private let greatestNumber: Int
    private let running = Mutex(0)
    private let logger: Logger

    /// How long a claim holds unless it is renewed; a job of a dead console waits so long.
    private static let claimSeconds = 10.0
    private static let renewal = Duration.seconds(3)
    private static let pause = Duration.seconds(1)

    private var services: FleetServices { execution.services }

    /// Creates a runner that does nothing until it runs.
    public init(_ services: FleetServices, greatestNumber: Int = 32, logger: Logger) {
        claimant = UUID().uuidString
        execution = JobExecution(services: services, claimant: claimant)
        self.greatestNumber = greatestNumber
        self.logger = logger
    }

    /// Carries out jobs until the service group shuts down; what is running then goes on after the next start.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                while !Task.isCancelled {
                    while let job = await self.claim() {
                        group.addTask { await self.carryOut(job) }
                    }
                    try? await self.services.clock.sleep(Self.pause)
                }
            }
        }
    }

    private func claim() async -> Job? {
        guard running.withLock({ $0 < greatestNumber }) else { return nil }
        do {
            let job = try await services.jobs.claimNext(by: claimant, now: services.clock.now(), until: claimEnd)
            if job != nil { running.withLock { $0 += 1 } }
            return job
        } catch {
            if error != .interrupted { logger.error("no job could be claimed", metadata: ["error": "\(error)"]) }
            return nil
        }
    }

    private var claimEnd: Date { services.clock.now().addingTimeInterval(Self.claimSeconds) }

    private func carryOut(_ job: Job) async {
        defer { running.withLock { $0 -= 1 } }
        logger.info("job goes on", metadata: ["job": "\(job.id)", "story": "\(job.story.rawValue)"])
        do {
            let end = try await workUnderClaim(job)
            logger.info("job ended", metadata: ["job": "\(job.id)", "state": "\(end.rawValue)"])
        } catch {
            logger.warning("job left as it is", metadata: ["job": "\(job.id)", "reason": "\(error)"])
        }
    }

    /// Works while a second task keeps the claim; whichever ends first ends the other.
    private func workUnderClaim(_ job: Job) async throws(FleetError) -> Job.State {
        let outcome = await withTaskGroup(of: Result<Job.State, FleetError>?.self) { group in
            group.addTask { await self.work(job) }
            group.addTask { await self.keepClaim(of: job.id) }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        if let outcome { return try outcome.get() }
        try await execution.cancel(job)
        return .cancelled
    }

    private func work(_ job: Job) async -> Result<Job.State, FleetError>? {
        do { return .success(try await execution.run(job).state) } catch { return .failure(error) }
    }

    /// Renews the claim; ends with nil when somebody has cancelled the job.
    private func keepClaim(of id: String) async -> Result<Job.State, FleetError>? {
        while true {
            do {
                try await services.jobs.renew(id, by: claimant, until: claimEnd)
                try await services.clock.sleep(Self.renewal)
            } catch is CancellationError {
                return .failure(.interrupted)
            } catch let error as FleetError where error == .interrupted && !Task.isCancelled {
                return nil
            } catch {
                return .failure(error as? FleetError ?? .interrupted)
            }
        }
    }
}
