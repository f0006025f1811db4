import PacketPolicy

/// Has the user OS open a connection, sees that it was not cut off anew, and closes the case.
struct VerifyTraffic: Step {
    /// A link that comes back takes a moment; so does an address.
    private static let tries = 5

    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        try await reach(work)
        let stance = try await work.control.stance()
        guard stance.stance == .open else {
            throw FleetError.notVerified("the endpoint was cut off again: \(stance.reason)")
        }
        try await release(work)
        let settings = work.settings
        return Evidence("the user OS reached \(settings.checkHost) port \(settings.checkPort); the stance is open")
    }

    private func reach(_ work: StepWork) async throws(FleetError) {
        let order = WorkOrder.checkNetwork(host: work.settings.checkHost, port: work.settings.checkPort)
        for attempt in 1..<Self.tries {
            do {
                _ = try await work.run(order, attempt: attempt)
                return
            } catch {
                guard case .refused = error else { throw error }
                try await work.rest()
            }
        }
        _ = try await work.run(order, attempt: Self.tries)
    }

    private func release(_ work: StepWork) async throws(FleetError) {
        let job = await work.job
        let cases = try await work.services.cases.cases(of: job.endpoint)
        for var cured in cases where cured.state != .released {
            cured.state = .released
            cured.jobID = job.id
            cured.releasedAt = work.services.clock.now()
            try await work.services.cases.save(cured)
            work.services.changes.publish(.caseFile(cured.id))
        }
    }
}
