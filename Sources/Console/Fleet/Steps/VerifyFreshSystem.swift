import FoundationEssentials
import Inventory

/// Sees that what runs now is the new system: what is known of it is newer than the old one's last sign.
struct VerifyFreshSystem: Step {
    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        _ = try await work.run(.refreshFacts)
        guard let fact = try await work.systemFact() else {
            throw FleetError.notVerified("nothing is known of the new user OS")
        }
        let before = await work.job.step(.noticeNoBoot)?.detail(as: SoftwareFact.self)
        if let before, fact.learntAt <= before.learntAt {
            throw FleetError.notVerified("what is known of the user OS is as old as before the installation")
        }
        guard try await work.control.power().state == .on, try await work.control.agentConnected() else {
            throw FleetError.notVerified("the new user OS does not run")
        }
        let age = fact.learntAt.formatted(.iso8601)
        return try Evidence("\(fact.name) \(fact.version) booted from disk; facts learnt \(age)", detail: fact)
    }
}
