import FoundationEssentials
import Inventory
import PacketPolicy

/// Reads the new version from the endpoint while it is off, and opens its network for the next day.
struct ReadFactsWhileOff: Step {
    func perform(_ work: StepWork) async throws(FleetError) {
        guard try await work.control.stance().stance != .open else { return }
        try await work.control.requestStance(.open, reason: "patched, job \(await work.job.id)")
    }

    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        guard let fact = try await work.packageFact() else {
            throw FleetError.notVerified("the endpoint that is off does not know \(work.settings.package)")
        }
        let wanted = await work.job.step(.verifyVersion)?.detail(as: SoftwareFact.self)
        guard fact.version == wanted?.version else {
            throw FleetError.notVerified("the endpoint that is off says \(fact.name) \(fact.version)")
        }
        let (power, stance) = (try await work.control.power().state, try await work.control.stance().stance)
        guard power.isOff, stance == .open else {
            throw FleetError.notVerified("the endpoint is \(power.rawValue) with stance \(stance.rawValue)")
        }
        let age = fact.learntAt.formatted(.iso8601)
        return try Evidence("read while off: \(fact.name) \(fact.version), learnt \(age)", detail: fact)
    }
}
