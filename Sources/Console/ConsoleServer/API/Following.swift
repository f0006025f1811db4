import ConsoleAPI
import Fleet

/// What streams of the REST interface consist of.
struct Following: Sendable {
    let desk: any Desk

    /// The job now and after each change, until it is final.
    func job(_ id: String) async throws -> AsyncStream<JobDetail> {
        let changes = await desk.changes()
        let first = try await desk.job(id)
        return stream(first, after: changes) { change in
            guard change == .job(id) else { return nil }
            return try? await desk.job(id)
        } until: {
            $0.summary.state.isFinal
        }
    }

    /// The fleet now and after each change.
    func fleet() async throws -> AsyncStream<[EndpointSummary]> {
        let changes = await desk.changes()
        let first = try await desk.endpoints()
        return stream(first, after: changes) { _ in
            try? await desk.endpoints()
        } until: { _ in
            false
        }
    }

    private func stream<Value: Sendable>(
        _ first: Value,
        after changes: AsyncStream<FleetChange>,
        next: @escaping @Sendable (FleetChange) async -> Value?,
        until isLast: @escaping @Sendable (Value) -> Bool
    ) -> AsyncStream<Value> {
        let state = FollowingState(first: first, changes: changes)
        return AsyncStream {
            await state.next(next, until: isLast)
        }
    }
}

/// How far a stream is; one reader asks, one after the other.
private actor FollowingState<Value: Sendable> {
    private var first: Value?
    private var isOver = false
    private let changes: AsyncStream<FleetChange>

    init(first: Value, changes: AsyncStream<FleetChange>) {
        self.first = first
        self.changes = changes
    }

    func next(
        _ next: @Sendable (FleetChange) async -> Value?,
        until isLast: @Sendable (Value) -> Bool
    ) async -> Value? {
        if isOver { return nil }
        if let value = first {
            first = nil
            isOver = isLast(value)
            return value
        }
        for await change in changes {
            guard let value = await next(change) else { continue }
            isOver = isLast(value)
            return value
        }
        return nil
    }
}
