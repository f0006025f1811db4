/// What clamd answers about one file.
public enum ClamdVerdict: Sendable, Hashable {
    /// Nothing was found.
    case clean
    /// A signature of this name matched.
    case infected(String)
    /// The file could not be scanned, and why.
    case failed(String)

    /// Parses clamd's answer to a scan of `path`, without its final NUL.
    ///
    /// The path comes first in the answer and may hold anything, so it is taken off by what it is, not by a separator.
    public init(untrustedReply: String, path: String) throws(ClamdError) {
        guard untrustedReply.utf8.count <= path.utf8.count + 4096 else { throw .unreadable }
        let verdict = Self.afterPath(untrustedReply, path)
        if verdict == "OK" || verdict == "Empty file" || verdict == "Excluded" {
            self = .clean
        } else if verdict.hasSuffix(" FOUND") {
            self = .infected(Self.name(verdict.dropLast(" FOUND".count)))
        } else if verdict.hasSuffix(" ERROR") {
            self = .failed(String(verdict.dropLast(" ERROR".count)))
        } else {
            throw .unreadable
        }
    }

    private static func afterPath(_ reply: String, _ path: String) -> Substring {
        for prefix in [path + ": ", "stream: "] where reply.hasPrefix(prefix) {
            return reply.dropFirst(prefix.count)
        }
        return reply[...]
    }

    /// The name without the mark that clamd gives to signatures of home-made databases.
    private static func name(_ found: Substring) -> String {
        let mark = ".UNOFFICIAL"
        return String(found.hasSuffix(mark) ? found.dropLast(mark.count) : found)
    }
}

/// What can go wrong between us and clamd.
public enum ClamdError: Error, Hashable, Sendable {
    /// No connection, or it broke; the errno.
    case disconnected(Int32)
    /// clamd took longer than allowed.
    case timedOut
    /// The answer is none that clamd gives, or too long.
    case unreadable
    /// The path cannot be sent.
    case invalidPath
}
