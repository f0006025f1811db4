import FoundationEssentials
import NVRAM

/// That something is about to be done of which the audit log is to tell.
package struct AuditIntention: Hashable, Sendable {
    /// Under what it was noted; nil when there is nothing to tell.
    let id: String?
}

/// Records of one cause: those of what is about to be done wait in NVRAM until it has been.
package struct AuditIntent: Codable, Sendable {
    package static let key = "audit.intents"

    let time: UInt32
    let records: [[UInt8]]
    /// Begins a log that is empty.
    let beginning: [UInt8]

    init(
        _ entries: [AuditEntry],
        by initiator: AuditRecord.Initiator,
        at time: UInt32,
        from location: AuditRecord.Location
    ) {
        func bytes(_ entry: AuditEntry) -> [UInt8] {
            AuditRecord(entry.event, by: initiator, at: time, from: location, entry.extended).bytes
        }
        self.time = time
        records = entries.map(bytes)
        beginning = bytes(AuditEntry(.auditLogEnabled))
    }

    var size: Int { records.reduce(0) { $0 + $1.count } }
}

extension NVRAM {
    /// What is about to be done.
    func auditIntents() throws -> [String: AuditIntent] {
        try setting(AuditIntent.key, as: [String: AuditIntent].self) ?? [:]
    }

    func keep(_ intent: AuditIntent) throws -> AuditIntention {
        let id = UUID().uuidString
        try change(AuditIntent.key, from: [String: AuditIntent]()) { $0[id] = intent }
        return AuditIntention(id: id)
    }

    func drop(_ intention: AuditIntention?) throws {
        guard let id = intention?.id else { return }
        try change(AuditIntent.key, from: [String: AuditIntent]()) { _ = $0.removeValue(forKey: id) }
    }

    /// Whether records would find room beside those that wait.
    func hasAuditRoom(
        beside intents: [String: AuditIntent],
        for bytes: Int,
        making room: AuditRoom
    ) throws(NVRAMError) -> Bool {
        try hasAuditRoom(for: bytes + intents.values.reduce(0) { $0 + $1.size }, making: room)
    }

    /// Writes records into the audit log, unless they would take the room of those that wait.
    func tell(_ intent: AuditIntent, making room: AuditRoom) throws {
        guard !intent.records.isEmpty else { return }
        // A log begins by saying that it records; so it never has one record alone, over which some readers stumble.
        let records = try auditExtent().count == 0 ? [intent.beginning] + intent.records : intent.records
        let bytes = records.reduce(0) { $0 + $1.count }
        guard try hasAuditRoom(beside: auditIntents(), for: bytes, making: room) else { return }
        _ = try appendAudit(records, at: Date(timeIntervalSince1970: Double(intent.time)), making: room)
    }
}
