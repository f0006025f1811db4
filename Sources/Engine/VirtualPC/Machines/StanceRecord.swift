import FoundationEssentials
import PacketPolicy

/// The stance that the PC is to have, with its reason; it outlives the host's restart.
struct StanceRecord: Sendable, Codable, Hashable {
    var stance: Stance
    var reason: String
    var since: Date

    static func load(_ path: String) -> StanceRecord? {
        FileManager.default.contents(atPath: path).flatMap { try? JSONDecoder().decode(StanceRecord.self, from: $0) }
    }

    func save(_ path: String) throws(PCError) {
        do {
            try JSONEncoder().encode(self).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw .failed("\(path) cannot be written: \(error)")
        }
    }
}
