import FoundationEssentials

/// Makes the disk the golden image again.
struct ResetDisk: Step {
    let keepsData: Bool

    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        let done = try await work.run(.resetDisk(keepsData: keepsData))
        let state = try await work.control.power().state
        guard state.isOff else { throw FleetError.notVerified("the endpoint is \(state.rawValue) after its reset") }
        let seconds = done.finishedAt.flatMap { end in done.startedAt.map { end.timeIntervalSince($0) } }
        let time = seconds.map { " within \(Int($0.rounded(.up))) s" } ?? ""
        return Evidence(
            "the disk is the golden image again\(time); the data of the user were \(keepsData ? "kept" : "discarded")"
        )
    }
}
