import Inventory

/// Gives the appliance the newest virus definitions that the console has.
struct UpdateDefinitions: Step {
    func check(_ work: StepWork) async throws(FleetError) -> Evidence? {
        let newest = try await work.services.catalog.newestDefinitions()
        guard try await version(work) == newest.version else { return nil }
        return try Evidence("the appliance has definitions \(newest.version)", detail: newest)
    }

    func perform(_ work: StepWork) async throws(FleetError) {
        _ = try await work.run(.updateDefinitions(try await work.services.catalog.newestDefinitions()))
    }

    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        try await work.wait(upTo: work.settings.powerSeconds, for: "the appliance loads the definitions") {
            () async throws(FleetError) in try await check(work)
        }
    }

    private func version(_ work: StepWork) async throws(FleetError) -> String? {
        try await work.control.appliance().health?.definitionsVersion
    }
}
