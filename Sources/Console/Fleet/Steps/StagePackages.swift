import Inventory

/// Has the appliance put the newest package on the payload disk.
struct StagePackages: Step {
    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        let settings = work.settings
        let order = WorkOrder.stage(packages: [settings.package], repository: settings.repository)
        let manifest = try await work.run(order, as: PayloadManifest.self)
        guard let package = manifest.packages.first(where: { $0.name == settings.package }) else {
            throw FleetError.notVerified("\(settings.package) is not on the payload disk")
        }
        return try Evidence(
            "\(package.name) \(package.version) from \(settings.repository) lies on the payload disk "
                + "(SHA-256 \(package.sha256))",
            detail: manifest
        )
    }
}
