/// Restarts the user OS if what was installed asks for it, and sees that it comes up again.
struct RestartIfNeeded: Step {
    private struct Outcome: Decodable {
        var restarted: Bool
    }

    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        let outcome = try await work.run(.restartIfNeeded, as: Outcome.self)
        guard outcome.restarted else { return Evidence("no restart is needed") }
        return try await work.wait(upTo: work.settings.agentSeconds, for: "the user OS comes up again") {
            () async throws(FleetError) in
            try await work.control.agentConnected() ? Evidence("restarted; the agent answers again") : nil
        }
    }
}
