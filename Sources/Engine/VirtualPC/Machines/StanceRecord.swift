import FoundationEssentials
import Glibc
import PacketPolicy

/// The stance that the PC is to have, with its reason; it outlives the host's restart.
struct StanceRecord: Sendable, Codable, Hashable {
    var stance: Stance
    var reason: String
    var since: Date

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
