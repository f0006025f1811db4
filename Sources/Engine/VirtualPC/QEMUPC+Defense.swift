public import PacketPolicy

extension QEMUPC {
    /// Makes System Defense this and nothing else; before the chassis is built it is noted for then.
    public func apply(_ defense: SystemDefense) async throws(PCError) {
        try await ask("refused the policy") { [filter] in try await filter.apply(defense) }
    }

    /// What the wire has seen since the policy in force came into force.
    public func defenseReport() async throws(PCError) -> DefenseReport {
        guard isReady else { return DefenseReport() }
        return try await ask("cannot be read") { [filter] in try await filter.report() }
    }

    /// What can be asked of the wire often.
    public func defenseSignals() async throws(PCError) -> DefenseSignals? {
        guard isReady else { return nil }
        return try await ask("cannot be read") { [filter] in try await filter.signals() }
    }

    /// Ends the encounter with a worm, if there is one.
    public func endEncounter() async throws(PCError) {
        guard isReady else { return }
        try await ask("cannot end the encounter") { [filter] in try await filter.endEncounter() }
    }

    private func ask<Answer: Sendable>(
        _ failure: String,
        _ question: @Sendable () async throws -> Answer
    ) async throws(PCError) -> Answer {
        do {
            return try await question()
        } catch {
            throw .failed("the filter \(failure): \(error)")
        }
    }
}
