import Inventory
import PacketPolicy

/// Sees that the endpoint is in quarantine, and files the job with the case.
struct ConfirmCutOff: Step {
    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        let stance = try await work.control.stance()
        guard stance.stance == .quarantine else {
            throw FleetError.notVerified("the endpoint is not cut off: its stance is \(stance.stance.rawValue)")
        }
        let job = await work.job
        let newest = try await work.control.findings().max { $0.at < $1.at }
        guard let finding = newest else { return Evidence("cut off by order: \(stance.reason); nothing was found") }
        var current = try await work.services.cases.open(
            Case(endpoint: job.endpoint, finding: finding, openedAt: work.services.clock.now())
        )
        current.state = .curing
        current.jobID = job.id
        try await work.services.cases.save(current)
        work.services.changes.publish(.caseFile(current.id))
        return try Evidence(
            "cut off: \(stance.reason); found \(finding.signature): \(finding.summary)",
            detail: finding
        )
    }
}
