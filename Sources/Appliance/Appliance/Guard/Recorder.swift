import ApplianceLink
import FoundationEssentials
import Inventory
import Logging
import NIOPosix
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
    private let threads: NIOThreadPool
    private let log: Logger
    private let findings: AsyncStream<Finding>
    private let found: AsyncStream<Finding>.Continuation
    private static let (before, after) = (TimeInterval(60), Duration.seconds(10))

    init(store: EvidenceStore, threads: NIOThreadPool, log: Logger) {
        (self.store, self.threads, self.log) = (store, threads, log)
        // Unbounded by itself: the guard files only so many.
        (findings, found) = AsyncStream.makeStream()
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

    /// Has evidence kept for a finding; whoever judges does not wait for the disk.
    func keep(_ finding: Finding) { found.yield(finding) }

    /// Keeps the evidence of each finding, and completes it with what came after it.
    func run() async throws {
        await withDiscardingTaskGroup { group in
            for await finding in findings.cancelOnGracefulShutdown() {
                try? await threads.runIfActive { self.write(finding) }
                group.addTask {
                    try? await Task.sleep(for: Self.after)
                    try? await self.threads.runIfActive { self.write(finding) }
                }
            }
            group.cancelAll()
        }
    }

    private func write(_ finding: Finding) {
        let start = UInt64(max(finding.at.timeIntervalSince1970 - Self.before, 0) * 1_000_000)
        let (packets, records) = memory.withLock { ($0.packets, $0.records.text) }
        do throws(ApplianceError) {
            try store.keep(packets.capture(from: start, to: .max), .capture, of: finding.id, cutsOff: finding.cutsOff)
            try store.keep(Array(records.utf8), .records, of: finding.id, cutsOff: finding.cutsOff)
        } catch {
            log.error("the evidence of finding \(finding.id) is not kept: \(error)")
        }
    }
}
