import AMTSchema
import FoundationEssentials
import NVRAM

/// What the audit log records, and what it does when it is full; kept in NVRAM.
struct AuditSettings: Codable, Sendable, Hashable {
    var isEnabled = true
    var storagePolicy = AMT.AuditLog.StoragePolicy.rollOver
    /// Days for which a record is kept under restricted roll-over.
    var daysToKeep: UInt8 = 30
    /// Events that are not recorded.
    var silent: Set<AuditEvent> = []
    /// Events whose cause is refused unless they can be recorded.
    var critical: Set<AuditEvent> = []

    /// What makes room in a full log.
    func room(now: Date) -> AuditRoom {
        switch storagePolicy {
        case .noRollOver: .none
        case .rollOver: .oldest
        case .restrictedRollOver: .olderThan(now.addingTimeInterval(-86_400 * Double(daysToKeep)))
        }
    }

    /// Whether an event is recorded; that the log was switched off is the last thing it says.
    func records(_ event: AuditEvent) -> Bool {
        (isEnabled || event == .auditLogDisabled) && !silent.contains(event)
    }
}
