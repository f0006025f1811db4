import ObjectManager
import AMTSchema
import FoundationEssentials

/// The audit log as it was at a moment, in the form in which it is signed.
struct AuditExport: Sendable {
    let records: [[UInt8]]
    /// Seconds since 1970.
    let generated: UInt32
    /// The platform GUID, 16 bytes in SMBIOS order.
    let guid: [UInt8]
    let name: String

    /// What the signature covers: each record as ReadRecords brings it, then the number of records and the times of the
    /// oldest, of the newest and of the export as 32-bit numbers, most significant byte first, the platform GUID and the
    /// name.
    var signedText: [UInt8] {
        records.flatMap { $0 } + UInt32(clamping: records.count).bytes + start.bytes + end.bytes + generated.bytes
            + guid
            + Array(name.utf8)
    }

    /// When the oldest record was written; 0 when there is none.
    var start: UInt32 { records.first.flatMap { AuditRecord($0) }?.time ?? 0 }

    /// When the newest record was written; 0 when there is none.
    var end: UInt32 { records.last.flatMap { AuditRecord($0) }?.time ?? 0 }
}
