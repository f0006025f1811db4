import FoundationEssentials
import Inventory

/// Watches an endpoint that is on until it is plain that its user OS does not come up.
struct NoticeNoBoot: Step {
    func perform(_ work: StepWork) async throws(FleetError) {
        guard try await work.control.power().state.isOff else { return }
        try await work.control.perform(.on)
    }

    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        let bound = Double(work.settings.silenceSeconds)
        let asked = await work.job.createdAt
        let watch = SilenceWatch(bound: bound, failuresSince: asked.addingTimeInterval(-5 * bound))
        let sign = try await seen(work, watch)
        guard let fact = try await work.systemFact() else { return Evidence(sign) }
        return try Evidence("\(sign); last seen running \(fact.name) \(fact.version)", detail: fact)
    }

    private func seen(_ work: StepWork, _ watch: SilenceWatch) async throws(FleetError) -> String {
        do {
            return try await work.wait(
                upTo: work.settings.silenceSeconds * 2,
                for: "the user OS does not answer",
                from: watch
            ) { (watch: inout SilenceWatch) async throws(FleetError) in
                let isUp = try await work.control.agentConnected()
                let events = isUp ? [] : try await bootEvents(work)
                return watch.observe(agentAnswers: isUp, events: events, at: work.services.clock.now())
            }
        } catch {
            guard case .timedOut = error else { throw error }
            throw FleetError.conflict("the user OS comes up: there is no need to install it anew")
        }
    }

    private func bootEvents(_ work: StepWork) async throws(FleetError) -> [EndpointEvent] {
        do {
            return try await work.control.events()
        } catch {
            guard case .notOffered = error else { throw error }
            return []
        }
    }
}
