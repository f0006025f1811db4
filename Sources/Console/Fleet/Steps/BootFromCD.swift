/// Asks for the next start to come from the installation medium.
struct BootFromCD: Step {
    func perform(_ work: StepWork) async throws(FleetError) {
        try await work.control.bootOnce(from: .cd)
    }

    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        let isPending = try await work.isBootOncePending()
        let shown = isPending == true ? "; the endpoint confirms it" : ""
        return try Evidence("the next start comes from the installation medium\(shown)", detail: isPending)
    }
}
