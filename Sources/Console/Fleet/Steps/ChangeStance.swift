import PacketPolicy

/// Puts the endpoint into a stance.
struct ChangeStance: Step {
    let stance: Stance

    init(to stance: Stance) {
        self.stance = stance
    }

    func check(_ work: StepWork) async throws(FleetError) -> Evidence? {
        guard try await work.control.stance().stance == stance else { return nil }
        return Evidence("the stance is \(stance.rawValue)")
    }

    func perform(_ work: StepWork) async throws(FleetError) {
        let job = await work.job
        try await work.control.requestStance(stance, reason: "\(job.story.rawValue), job \(job.id)")
    }

    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        if let evidence = try await check(work) { return evidence }
        throw FleetError.notVerified("the stance is not \(stance.rawValue)")
    }
}
