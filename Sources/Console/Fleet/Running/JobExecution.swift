import FoundationEssentials

/// One job from its next step to its end, under a claim.
struct JobExecution: Sendable {
    let services: FleetServices
    let claimant: String

    /// Does step after step until the job has ended, and gives it back as it was saved.
    ///
    /// - Throws: only what says that this console is not to go on with the job; a step's failure is the job's end.
    func run(_ claimed: Job) async throws(FleetError) -> Job {
        var job = claimed
        while true {
            switch job.nextAction {
            case .begin(let name), .resume(let name): job = try await carryOut(name, of: job)
            case .succeed: return try await finish(job, .succeeded, nil)
            case .fail(let reason): return try await finish(job, .failed, reason)
            }
        }
    }

    /// Ends a job that nobody wants any more.
    func cancel(_ job: Job) async throws(FleetError) {
        let newest = try await services.jobs.job(job.id) ?? job
        _ = try await finish(newest, .cancelled, nil)
    }

    private func carryOut(_ name: StepName, of job: Job) async throws(FleetError) -> Job {
        let work = StepWork(
            name,
            of: job,
            control: try await control(of: job),
            services: services,
            claimant: claimant
        )
        try await work.record(.begun)
        do {
            try await work.record(.succeeded(try await done(name.step, work)))
        } catch {
            guard !error.endsTheRun else { throw error }
            try await work.record(.failed(error.description))
        }
        return await work.job
    }

    private func done(_ step: any Step, _ work: StepWork) async throws(FleetError) -> Evidence {
        if let evidence = try await step.check(work) { return evidence }
        try await step.perform(work)
        return try await step.verify(work)
    }

    private func control(of job: Job) async throws(FleetError) -> any EndpointControl {
        guard let endpoint = try await services.endpoints.endpoint(named: job.endpoint) else {
            return RemovedEndpoint(name: job.endpoint)
        }
        return try await services.connector.control(of: endpoint)
    }

    private func finish(_ job: Job, _ end: Job.State, _ reason: String?) async throws(FleetError) -> Job {
        var ended = job
        ended.finish(end, failure: reason, at: services.clock.now())
        try await services.jobs.save(ended, by: claimant)
        if end != .succeeded { try await reopenCases(of: ended) }
        services.changes.publish(.job(ended.id))
        return ended
    }

    /// A case whose cure has ended without release waits for the next one.
    private func reopenCases(of job: Job) async throws(FleetError) {
        let cases = try await services.cases.cases(of: job.endpoint)
        for var left in cases where left.state == .curing && left.jobID == job.id {
            left.state = .open
            try await services.cases.save(left)
            services.changes.publish(.caseFile(left.id))
        }
    }
}

extension FleetError {
    /// True when it says nothing about the endpoint, but that this console must stop.
    fileprivate var endsTheRun: Bool {
        switch self {
        case .claimLost, .interrupted, .storage: true
        default: false
        }
    }
}
