import FoundationEssentials

/// Tells a user OS that does not come up from one that is slow: by the engine's word, or by long silence.
struct SilenceWatch: Sendable {
    let bound: Double
    let failuresSince: Date
    private var silentSince: Date?

    init(bound: Double, failuresSince: Date) {
        self.bound = bound
        self.failuresSince = failuresSince
    }

    /// Takes in one look; gives the reason once it is plain.
    mutating func observe(agentAnswers: Bool, events: [EndpointEvent], at now: Date) -> String? {
        guard !agentAnswers else {
            silentSince = nil
            return nil
        }
        let failure = events.last { $0.isBootFailure && $0.at >= failuresSince }
        if let failure { return "does not come up: \(failure.text)" }
        let since = silentSince ?? now
        silentSince = since
        guard now.timeIntervalSince(since) >= bound else { return nil }
        return "does not come up: on, and its agent was silent for \(Int(bound)) seconds"
    }
}
