/// Waits while the installation runs by itself, until the agent of the new user OS answers.
struct AwaitInstallation: Step {
    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        try await work.wait(upTo: work.settings.installationSeconds, for: "the installation runs") {
            () async throws(FleetError) in
            try await work.control.agentConnected() ? Evidence("the agent of the new user OS answers") : nil
        }
    }
}
