/// What clamd answers about one file.
public enum ClamdVerdict: Sendable, Hashable {
    /// Nothing was found.
    case clean
    /// A signature of this name matched.
    case infected(String)
    /// The file could not be scanned, and why.
    case failed(String)

    /// Parses clamd's answer to the scan of an open file: `fd[12]: OK`, without its final NUL.
    public init(untrustedReply: String) throws(ClamdError) {
        guard untrustedReply.utf8.count <= 4096, let verdict = Self.afterFile(untrustedReply) else { throw .unreadable }
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

    /// What follows the number that the file has in clamd.
    private static func afterFile(_ reply: String) -> Substring? {
        guard reply.hasPrefix("fd["), let end = reply.firstRange(of: "]: ") else { return nil }
        let number = reply[reply.index(reply.startIndex, offsetBy: 3)..<end.lowerBound]
        return Int(number) == nil ? nil : reply[end.upperBound...]
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
    /// The path of the socket is too long.
    case invalidPath
}
