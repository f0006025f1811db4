/// Starts the endpoint from the medium.
///
/// Cutting the power twice would break an installation that has begun. A console that was restarted in this step asks
/// the endpoint whether the one-time start is still to come; where the endpoint cannot tell, it asks for it again, and
/// the installation starts from its beginning.
struct PowerCycle: Step {
    func check(_ work: StepWork) async throws(FleetError) -> Evidence? {
        guard await work.recorded.attempt > 1,
            await work.job.step(.bootFromCD)?.detail(as: Bool?.self) == true,
            try await work.isBootOncePending() == false
        else { return nil }
        return try await verify(work)
    }

    func perform(_ work: StepWork) async throws(FleetError) {
        if await work.recorded.attempt > 1 { try await work.control.bootOnce(from: .cd) }
        let isOff = try await work.control.power().state.isOff
        try await work.control.perform(isOff ? .on : .cycle)
    }

    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        try await work.wait(upTo: work.settings.powerSeconds, for: "the endpoint starts") {
            () async throws(FleetError) in
            try await work.control.power().state == .on ? Evidence("on, started from the installation medium") : nil
        }
    }
}
