import FoundationEssentials
import NVRAM
import Synchronization

/// The way of every event: into the event log, then to all who follow it.
final class EventJournal: Sendable {
    /// Events that a reader may be behind; of one that is slower the oldest are lost.
    private static let greatestBacklog = 128

    private struct Readers {
        var next: UInt64 = 0
        var open: [UInt64: AsyncStream<EventRecord>.Continuation] = [:]
    }

    private let nvram: NVRAM
    private let readers = Mutex(Readers())

    init(nvram: NVRAM) { self.nvram = nvram }

    /// Writes an event into the log and tells the readers of it.
    func log(_ event: LoggedEvent) async throws(NVRAMError) {
        let now = Date()
        let bytes = event.record(at: now)
        let number = try await nvram.append(bytes, at: now, text: event.text)
        tell(EventRecord(number: number, at: now, bytes: bytes, text: event.text))
    }

    /// The events from now on, as the log has them.
    func events() -> AsyncStream<EventRecord> {
        let (stream, reader) = AsyncStream.makeStream(
            of: EventRecord.self,
            bufferingPolicy: .bufferingNewest(Self.greatestBacklog)
        )
        let number = readers.withLock { readers in
            readers.next += 1
            readers.open[readers.next] = reader
            return readers.next
        }
        reader.onTermination = { [weak self] _ in
            self?.readers.withLock { readers in readers.open[number] = nil }
        }
        return stream
    }

    private func tell(_ record: EventRecord) {
        for reader in readers.withLock({ Array($0.open.values) }) { reader.yield(record) }
    }
}
