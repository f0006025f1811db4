import WSMan

/// Work for which a client waits no longer than it said (DSP0226 6.1).
package enum TimeLimit {
    /// Does the work. When the time is up the work is told to end, and waited for: what it has done all the same is
    /// answered as done.
    ///
    /// - Throws: ``WSManFault/timedOut`` when the work ended because of the limit; what the work throws before.
    package static func run<Result: Sendable>(
        within limit: Duration?,
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        guard let limit else { return try await work() }
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try? await Task.sleep(for: limit)
                return nil
            }
            let first = try await group.next() ?? nil
            group.cancelAll()
            if let done = first { return done }
            if let late = try? await group.next(), let done = late { return done }
            throw WSManFault.timedOut
        }
    }
}
