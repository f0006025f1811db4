extension StepWork {
    /// Whether the one-time start is still to come; nil when the endpoint cannot tell.
    nonisolated func isBootOncePending() async throws(FleetError) -> Bool? {
        do {
            return try await control.isBootOncePending()
        } catch {
            guard case .notOffered = error else { throw error }
            return nil
        }
    }
}
