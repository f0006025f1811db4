import ObjectManager
import AMTSchema
package import NVRAM
import Synchronization

/// Where the data store's requests are served, one after the other.
package final class StorageDesk: Sendable {
    private let nvram: NVRAM
    private let now: @Sendable () -> UInt64
    private let sessions = Mutex(StorageSessions())

    /// - Parameter now: seconds that only grow.
    package init(nvram: NVRAM, now: @escaping @Sendable () -> UInt64) {
        self.nvram = nvram
        self.now = now
    }

    /// Does all of `work`, or, when it is refused, nothing; tells what to answer.
    func serve(
        _ caller: Caller,
        _ work: @Sendable (inout StorageVisit) throws -> Void
    ) async throws -> AMT.StorageStatus {
        do {
            _ = try await serving(caller) { visit in
                try work(&visit)
                return true
            }
            return .success
        } catch let refusal as StorageRefusal {
            return refusal.status
        }
    }

    /// Does `work` and stores what it answers in `answer`.
    func serve<Answer: Sendable>(
        _ caller: Caller,
        _ work: @Sendable (inout StorageVisit) throws -> Answer,
        answer: (Answer) -> Void
    ) async throws -> AMT.StorageStatus {
        do {
            answer(try await serving(caller, work))
            return .success
        } catch let refusal as StorageRefusal {
            return refusal.status
        }
    }

    private func serving<Answer: Sendable>(
        _ caller: Caller,
        _ work: @Sendable (inout StorageVisit) throws -> Answer
    ) async throws -> Answer {
        let isLocal = caller.interface == .local
        return try await nvram.withDataStore { store in
            let now = self.now()
            return try sessions.withLock { sessions in
                sessions.expire(now: now)
                var visit = StorageVisit(store: store, sessions: sessions, isLocal: isLocal, now: now)
                let answer = Result { try work(&visit) }
                sessions = visit.sessions
                store = visit.store
                return try answer.get()
            }
        }
    }
}

/// Why the data store did not do what it was asked.
struct StorageRefusal: Error, Hashable {
    let status: AMT.StorageStatus

    init(_ status: AMT.StorageStatus) { self.status = status }
}
