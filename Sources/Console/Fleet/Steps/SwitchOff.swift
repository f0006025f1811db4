import Inventory

/// Shuts the user OS down, and waits until the endpoint is off; keeps what was known of the package before.
struct SwitchOff: Step {
    func check(_ work: StepWork) async throws(FleetError) -> Evidence? {
        let state = try await work.control.power().state
        guard state.isOff else { return nil }
        let text = state == .offSoft ? "off: the user OS has shut down" : "off"
        guard let fact = try await work.packageFact() else { return Evidence(text) }
        return try Evidence(text, detail: fact)
    }

    func perform(_ work: StepWork) async throws(FleetError) {
        try await work.control.perform(.offGraceful)
    }

    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        try await work.wait(upTo: work.settings.powerSeconds, for: "the user OS shuts down") {
            () async throws(FleetError) in try await check(work)
        }
    }
}
