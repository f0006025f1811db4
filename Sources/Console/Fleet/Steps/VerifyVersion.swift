import Inventory

/// Has the engine look at the installed package, and compares with what it knew before the patch.
struct VerifyVersion: Step {
    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        _ = try await work.run(.refreshFacts)
        guard let fact = try await work.packageFact() else {
            throw FleetError.notVerified("\(work.settings.package) is not installed")
        }
        let before = await work.job.step(.ensureOff)?.detail(as: SoftwareFact.self)
        if let before, fact.learntAt <= before.learntAt {
            throw FleetError.notVerified("what is known of \(fact.name) is as old as before the patch")
        }
        let change = before.map { $0.version == fact.version ? " as before" : ", before \($0.version)" } ?? ""
        return try Evidence("\(fact.name) is \(fact.version)\(change); the engine has stored it", detail: fact)
    }
}
