import FoundationEssentials
import Glibc
import Inventory
import PacketPolicy

/// The stance that the PC is to have, with its reason; it outlives the host's restart.
struct StanceRecord: Sendable, Codable, Hashable {
    var stance: Stance
    var reason: String
    var since: Date
    /// What was found, when that is why; nil when a person ordered it.
    var kind: Finding.Kind?
    /// The number of the console's case, and whom the console says to call.
    var caseNumber: String?
    var contact: String?

    /// What a store knows.
    enum Stored: Sendable, Hashable {
        /// Nothing was ever kept.
        case nothing
        case record(StanceRecord)
        /// It cannot be understood.
        case broken
    }

    static func load(_ path: String) -> Stored {
        guard access(path, F_OK) == 0 else { return .nothing }
        let record = FileManager.default.contents(atPath: path).flatMap {
            try? JSONDecoder().decode(StanceRecord.self, from: $0)
        }
        return record.map(Stored.record) ?? .broken
    }

    /// The stance after the start of an engine: the tighter one of store and filter, for a change may have reached only
    /// one of them; cut off when the store is broken.
    ///
    /// - Parameter held: the stance of the filter that is there; nil when there is none, as after the host's start.
    static func restored(from stored: Stored, held: Stance?, at now: Date = Date()) -> StanceRecord {
        let known =
            switch stored {
            case .nothing: StanceRecord(stance: held ?? .open, reason: "first start", since: now)
            case .record(let record): record
            case .broken:
                StanceRecord(stance: .quarantine, reason: "the stance that was kept cannot be read", since: now)
            }
        guard let held, held.severity > known.stance.severity else { return known }
        return StanceRecord(stance: held, reason: "the filter held it when the engine started", since: now)
    }

    func save(_ path: String) throws(PCError) {
        do {
            try JSONEncoder().encode(self).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw .failed("\(path) cannot be written: \(error)")
        }
    }
}

extension StanceRecord {
    /// What the person at the PC is told; nil when the PC is not cut off.
    func notice(contact standard: String) -> CutOffNotice? {
        guard stance == .quarantine else { return nil }
        return CutOffNotice(
            kind: kind,
            untrustedDetail: reason,
            untrustedContact: contact.flatMap { $0.isEmpty ? nil : $0 } ?? standard,
            untrustedCaseNumber: caseNumber
        )
    }

    /// This record after another: a PC that stays cut off stays the same case.
    func following(_ last: StanceRecord) -> StanceRecord {
        guard stance == .quarantine, last.stance == .quarantine else { return self }
        var record = self
        (record.caseNumber, record.contact) = (last.caseNumber, last.contact)
        record.kind = kind ?? last.kind
        return record
    }
}
