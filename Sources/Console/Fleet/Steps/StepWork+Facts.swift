import Inventory

extension StepWork {
    /// What the endpoint knows of the package that the stories keep current.
    nonisolated func packageFact() async throws(FleetError) -> SoftwareFact? {
        let name = settings.package
        return try await control.facts().first { $0.kind == .package && $0.name == name }
    }

    /// What the endpoint knows of its user OS.
    nonisolated func systemFact() async throws(FleetError) -> SoftwareFact? {
        try await control.facts().filter { $0.kind == .os }.max { $0.learntAt < $1.learntAt }
    }
}
