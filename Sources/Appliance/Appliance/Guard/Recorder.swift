import ApplianceLink
import FoundationEssentials
import Logging
import ServiceLifecycle
import Suricata
import Synchronization

/// Remembers packets and records, and keeps them as evidence when there is a finding: at once what came before, and a
/// little later once more, with what came after.
final class Recorder: Service {
    private struct Memory {
        var packets = PacketRing()
        var records = RecordMemory()
    }

    private let memory = Mutex(Memory())
    private let store: EvidenceStore
    private let log: Logger
    private let findings: AsyncStream<(id: String, at: Date)>
    private let found: AsyncStream<(id: String, at: Date)>.Continuation
    private static let (before, after) = (TimeInterval(60), Duration.seconds(10))

    init(store: EvidenceStore, log: Logger) {
        (self.store, self.log) = (store, log)
        (findings, found) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(EvidenceStore.greatestNumber))
    }

    /// Remembers a packet.
    func see(_ packet: KeptPacket) { memory.withLock { $0.packets.add(packet) } }

    /// Remembers a record.
    func see(_ record: EVERecord) {
        let line =
            switch record {
            case .alert(let alert): alert.line
            case .name(let name): name.line
            case .flow(let flow): flow.line
            case .other: ""
            }
        memory.withLock { $0.records.add(line) }
    }

    /// Keeps evidence for a finding that was made then.
    func keep(_ id: String, at moment: Date) {
        write(id, moment)
        found.yield((id, moment))
    }

    /// Completes the evidence of each finding with what came after it.
    func run() async throws {
        await withDiscardingTaskGroup { group in
            for await (id, moment) in findings.cancelOnGracefulShutdown() {
                group.addTask {
                    try? await Task.sleep(for: Self.after)
                    self.write(id, moment)
                }
            }
            group.cancelAll()
        }
    }

    private func write(_ id: String, _ moment: Date) {
        let start = UInt64(max(moment.timeIntervalSince1970 - Self.before, 0) * 1_000_000)
        let (packets, records) = memory.withLock { ($0.packets, $0.records.text) }
        do throws(ApplianceError) {
            try store.keep(packets.capture(from: start, to: .max), .capture, of: id)
            try store.keep(Array(records.utf8), .records, of: id)
        } catch {
            log.error("the evidence of finding \(id) is not kept: \(error)")
        }
    }
}
