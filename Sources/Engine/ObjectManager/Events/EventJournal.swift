import FoundationEssentials
package import NVRAM
import Synchronization

/// The way of every event: into the event log, then to all who follow it.
package final class EventJournal: Sendable {
    /// Events that a reader may be behind; of one that is slower the oldest are lost.
    private static let greatestBacklog = 128

    private struct Readers {
        var next: UInt64 = 0
        var open: [UInt64: AsyncStream<EventRecord>.Continuation] = [:]
    }

    private let nvram: NVRAM
    private let clock: Clock
    private let isLogged: @Sendable (PlatformEvent) async -> Bool
    private let readers = Mutex(Readers())

    /// - Parameter isLogged: which events the log takes; all are told.
    package init(
        nvram: NVRAM,
        clock: Clock = Clock(),
        isLogged: @escaping @Sendable (PlatformEvent) async -> Bool = { _ in true }
    ) {
        self.nvram = nvram
        self.clock = clock
        self.isLogged = isLogged
    }

    /// Writes an event into the log and tells the readers of it; one that the log does not take has no number.
    package func log(_ event: LoggedEvent) async throws(NVRAMError) {
        let now = clock.now
        let bytes = event.record(at: now)
        let isLogged = if let fields = PlatformEvent(bytes) { await isLogged(fields) } else { true }
        let number = isLogged ? try await nvram.append(bytes, at: now, text: event.text) : 0
        tell(EventRecord(number: number, at: now, bytes: bytes, text: event.text))
    }

    /// The events from now on, as the log has them.
    package func events() -> AsyncStream<EventRecord> {
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
