public import JSONLines

/// Why the guest agent did not do what it was asked.
public enum GuestAgentError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The connection failed, or the agent does not answer.
    case line(LineError)
    /// The agent refused, in its words.
    case refused(command: String, text: String)
    /// The agent's answer cannot be read.
    case malformed(command: String)
    /// The program in the guest took longer than it may; it may still be running.
    case stillRunning(path: String)

    /// The error in words.
    public var description: String {
        switch self {
        case .line(let error): "the guest agent: \(error)"
        case .refused(let command, let text): "the guest agent refused \(command): \(text)"
        case .malformed(let command): "the guest agent's answer to \(command) cannot be read"
        case .stillRunning(let path): "\(path) still runs in the guest after its time"
        }
    }
}
