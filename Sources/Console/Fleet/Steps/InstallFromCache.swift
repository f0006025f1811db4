/// Upgrades the package through the appliance's cache, and of the web only ordered repositories.
struct InstallFromCache: Step {
    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        let package = work.settings.package
        let source = WorkOrder.PackageSource.cache(repositories: work.settings.patchRepositories)
        let done = try await work.run(.install(packages: [package], from: source))
        return Evidence("\(package) installed through the appliance's cache: \(done.text)")
    }
}
