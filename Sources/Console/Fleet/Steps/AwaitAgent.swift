/// Waits for the user OS to come up.
struct AwaitAgent: Step {
    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        try await work.wait(upTo: work.settings.agentSeconds, for: "the user OS comes up") {
            () async throws(FleetError) in
            try await work.control.agentConnected() ? Evidence("the agent of the user OS answers") : nil
        }
    }
}
