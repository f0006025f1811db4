import Foundation

/// A file in the state directory that only the console may read, replaced as a whole.
struct StateFile: Sendable {
    let url: URL

    /// The file of a name in a directory.
    init(_ name: String, in directory: URL) {
        url = directory.appending(path: name)
    }

    /// Its bytes, or nothing when it does not exist.
    func read() throws -> Data? {
        guard FileManager.default.fileExists(atPath: url.path) else { return nil }
        return try Data(contentsOf: url)
    }

    /// Replaces it.
    func write(_ bytes: Data) throws {
        let new = url.appendingPathExtension("new")
        try? FileManager.default.removeItem(at: new)
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: new.path, contents: bytes, attributes: attributes) else {
            throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: new.path])
        }
        guard rename(new.path, url.path) == 0 else {
            throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: url.path])
        }
    }
}
