/// Why the store did not take or give a value.
public enum NVRAMError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file cannot be opened as a store.
    case cannotOpen(path: String, reason: String)
    /// The file was written by a newer Sekisho.
    case newerSchema(found: Int, known: Int)
    /// SQLite refused.
    case sqlite(code: Int, text: String)
    /// A stored value cannot be read as what it should be.
    case malformed(String)

    /// The error in words.
    public var description: String {
        switch self {
        case .cannotOpen(let path, let reason): "cannot open the store \(path): \(reason)"
        case .newerSchema(let found, let known):
            "the store has schema \(found), this program knows up to \(known): start the newer program"
        case .sqlite(let code, let text): "the store refused (SQLite \(code)): \(text)"
        case .malformed(let what): "the store holds an unreadable \(what)"
        }
    }
}
