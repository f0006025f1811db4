import FoundationEssentials
package import NVRAM

/// Work that outlasts a request: begun by a method, followed by reading its `SKS_Operation`.
///
/// Work is done one piece at a time: each piece touches the user OS or the appliance, and two at once would disturb one
/// another. What a console asks for comes first, in the order of its coming. What the engine does by itself waits for it,
/// and there is little of it: a user OS could bring about any amount.
package actor Operations {
    /// What the work says of itself while it goes on.
    package typealias Report = @Sendable (_ percent: Int, _ text: String) -> Void
    /// The work; what it returns is the operation's result, as JSON.
    package typealias Work = @Sendable (@escaping Report) async throws -> String

    /// Whose idea a piece of work was.
    package enum Origin: Sendable, Hashable {
        case console
        case engine

        /// Work of this origin that may run or wait; more is refused.
        var bound: Int { self == .console ? 16 : 4 }
    }

    private struct Waiting {
        let id: String
        let origin: Origin
        let work: Work
    }

    private let nvram: NVRAM
    /// What runs or waits, with progress that is too quick for the store.
    private var current: [OperationRecord] = []
    /// The one that is being done.
    private var running: String?
    private var waiting: [Waiting] = []
    private var origins: [String: Origin] = [:]
    private let wakeUps: AsyncStream<Void>
    private let wakeUp: AsyncStream<Void>.Continuation

    package init(nvram: NVRAM) {
        self.nvram = nvram
        (wakeUps, wakeUp) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// All that are kept, oldest first.
    func all() async throws -> [OperationRecord] {
        let live = current.map(saying)
        return try await nvram.operations().filter { kept in !live.contains { $0.id == kept.id } } + live
    }

    /// Puts work into the queue.
    ///
    /// - Returns: the operation's identifier; nil when too much is waiting.
    package func begin(_ kind: String, by origin: Origin = .console, _ work: @escaping Work) async throws -> String? {
        guard origins.values.count(where: { $0 == origin }) < origin.bound else { return nil }
        let record = OperationRecord(
            id: UUID().uuidString,
            kind: kind,
            state: .running,
            progress: 0,
            text: "waiting",
            result: "",
            startedAt: Date(),
            finishedAt: nil
        )
        current.append(record)
        origins[record.id] = origin
        do { try await nvram.record(record) } catch {
            forget(record)
            throw error
        }
        waiting.append(Waiting(id: record.id, origin: origin, work: work))
        wakeUp.yield()
        return record.id
    }

    /// Does the work until the surrounding task is cancelled. What ran when the engine was last killed has failed.
    package func run() async throws {
        for record in try await nvram.operations() where record.state == .running {
            // What was begun since the start is no leftover.
            guard !current.contains(where: { $0.id == record.id }) else { continue }
            try await close(record, .failed, text: "the engine was restarted meanwhile", result: "")
        }
        for await _ in wakeUps {
            while let next = takeNext() { try await carryOut(next.id, next.work) }
        }
    }

    /// What waits tells how far it is with what it waits for, so that a console that follows it sees it move.
    private func saying(_ record: OperationRecord) -> OperationRecord {
        guard let running, running != record.id, let ahead = current.first(where: { $0.id == running }) else {
            return record
        }
        var record = record
        record.text = "waiting for \(ahead.kind), \(ahead.progress) %: \(ahead.text)"
        return record
    }

    private func takeNext() -> Waiting? {
        guard !waiting.isEmpty else { return nil }
        return waiting.remove(at: waiting.firstIndex { $0.origin == .console } ?? 0)
    }

    private func forget(_ record: OperationRecord) {
        current.removeAll { $0.id == record.id }
        origins[record.id] = nil
    }

    private func carryOut(_ id: String, _ work: Work) async throws {
        guard let record = current.first(where: { $0.id == id }) else { return }
        running = id
        defer { running = nil }
        let (reports, report) = AsyncStream.makeStream(of: (Int, String).self, bufferingPolicy: .bufferingNewest(1))
        async let following: Void = follow(reports, id)
        do {
            let result = try await work { percent, text in report.yield((percent, text)) }
            report.finish()
            await following
            try await close(record, .succeeded, text: "done", result: result)
        } catch {
            report.finish()
            await following
            try await close(record, .failed, text: "\(error)", result: "")
        }
    }

    private func follow(_ reports: AsyncStream<(Int, String)>, _ id: String) async {
        for await (percent, text) in reports {
            guard let place = current.firstIndex(where: { $0.id == id }) else { return }
            current[place].progress = min(max(percent, 0), 99)
            current[place].text = text
        }
    }

    private func close(
        _ record: OperationRecord,
        _ state: OperationRecord.State,
        text: String,
        result: String
    ) async throws {
        var closed = record
        closed.state = state
        closed.progress = state == .succeeded ? 100 : record.progress
        closed.text = text
        closed.result = result
        closed.finishedAt = Date()
        try await nvram.record(closed)
        forget(record)
    }
}
