import Inventory

/// Installs the staged package from the payload disk; the user OS has no network meanwhile.
struct InstallPackages: Step {
    func check(_ work: StepWork) async throws(FleetError) -> Evidence? {
        guard let wanted = await staged(work), let fact = try await work.packageFact(),
            fact.version == wanted.version
        else { return nil }
        return try Evidence("\(fact.name) \(fact.version) is installed", detail: fact)
    }

    func perform(_ work: StepWork) async throws(FleetError) {
        _ = try await work.run(.install(packages: [work.settings.package], from: .payload))
        _ = try await work.run(.refreshFacts)
    }

    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        if let evidence = try await check(work) { return evidence }
        let found = try await work.packageFact()?.version ?? "no"
        let wanted = await staged(work)?.version ?? "?"
        throw FleetError.notVerified("\(found) version of \(work.settings.package) is installed, not \(wanted)")
    }

    private func staged(_ work: StepWork) async -> PayloadPackage? {
        let manifest = await work.job.step(.stagePackages)?.detail(as: PayloadManifest.self)
        return manifest?.packages.first { $0.name == work.settings.package }
    }
}
