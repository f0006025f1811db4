/// Upgrades the package through the appliance's cache, the only thing that the user OS reaches.
struct InstallFromCache: Step {
    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        let package = work.settings.package
        let done = try await work.run(.install(packages: [package], from: .cache))
        return Evidence("\(package) installed through the appliance's cache: \(done.text)")
    }
}
