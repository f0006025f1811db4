/// Switches the endpoint on.
struct SwitchOn: Step {
    func check(_ work: StepWork) async throws(FleetError) -> Evidence? {
        try await work.control.power().state == .on ? Evidence("on") : nil
    }

    func perform(_ work: StepWork) async throws(FleetError) {
        try await work.control.perform(.on)
    }

    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        try await work.wait(upTo: work.settings.powerSeconds, for: "the endpoint switches on") {
            () async throws(FleetError) in try await check(work)
        }
    }
}
