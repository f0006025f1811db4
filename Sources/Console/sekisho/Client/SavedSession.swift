import ConsoleAPI
import FoundationEssentials
import Glibc

/// The session that `sekisho login` leaves for the other commands, in `~/.config/sekisho/session.json`.
struct SavedSession: Codable {
    var address: String
    var trust: Trust
    var token: String?

    /// Where it is kept; `SEKISHO_CONFIG` names another directory.
    static var directory: String {
        if let named = variable("SEKISHO_CONFIG") { return named }
        let base = variable("XDG_CONFIG_HOME") ?? (variable("HOME") ?? "") + "/.config"
        return base + "/sekisho"
    }

    private static var path: String { directory + "/session.json" }

    /// The session, when there is one.
    static func load() throws -> SavedSession? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            return try ConsoleJSON.decode(SavedSession.self, from: Data(contentsOf: URL(filePath: path)))
        } catch {
            throw CommandError.file(path: path, reason: "cannot be read; remove it and log in again")
        }
    }

    /// Keeps it where only its owner reads it.
    func save() throws {
        let manager = FileManager.default
        do {
            let mode: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
            try manager.createDirectory(atPath: Self.directory, withIntermediateDirectories: true, attributes: mode)
            let bytes = try ConsoleJSON.encode(self)
            try? manager.removeItem(atPath: Self.path)
            guard manager.createFile(atPath: Self.path, contents: bytes, attributes: [.posixPermissions: 0o600]) else {
                throw CommandError.file(path: Self.path, reason: "cannot be written")
            }
        } catch let error as CommandError {
            throw error
        } catch {
            throw CommandError.file(path: Self.directory, reason: "cannot be made")
        }
    }

    private static func variable(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        return String(cString: value)
    }
}
