/// Why an exchange of lines failed.
public enum LineError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Nobody listens at the path.
    case cannotConnect(path: String, reason: String)
    /// The other side went away.
    case closed
    /// The other side sent a line longer than agreed.
    case oversize(limit: Int)
    /// No answer came in time.
    case timedOut
    /// The request was given up by the one who asked.
    case cancelled
    /// A request with this number is still waiting for its answer.
    case numberInUse(Int)

    /// The error in words.
    public var description: String {
        switch self {
        case .cannotConnect(let path, let reason): "cannot connect to \(path): \(reason)"
        case .closed: "the connection was closed"
        case .oversize(let limit): "a line is longer than \(limit) bytes"
        case .timedOut: "no answer in time"
        case .cancelled: "the request was given up"
        case .numberInUse(let number): "request \(number) is still waiting for its answer"
        }
    }
}
