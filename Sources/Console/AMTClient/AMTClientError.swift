/// Why a management engine did not do what it was asked.
public enum AMTClientError: Error, Hashable, Sendable {
    /// There was no connection, or it ended before the answer.
    case unreachable(String)
    /// The engine does not accept the user name or the password.
    case unauthorized
    /// The engine refused the request. The subcode is without its prefix, such as `DestinationUnreachable`.
    case fault(subcode: String, reason: String, detail: String)
    /// The answer is not what the protocol says.
    case malformed(String)
    /// The engine shows another certificate than at first; both by their SHA-256.
    case certificateChanged(expected: String, shown: String)
    /// The connection stands, but no answer came in time.
    case timedOut
}

extension AMTClientError: CustomStringConvertible {
    /// What happened and what can be done about it.
    public var description: String {
        switch self {
        case .unreachable(let why):
            "The management engine cannot be reached (\(why)). Check that the PC has mains power, that the address "
                + "is right and that the network lets its management port through."
        case .unauthorized:
            "The management engine does not accept the user name or the password. Correct the endpoint's credentials."
        case .fault(let subcode, let reason, let detail):
            "The management engine refused the request: \(reason) (\(subcode)\(detail.isEmpty ? "" : ", " + detail)). "
                + "Check that this engine has the feature and that the user may use it."
        case .malformed(let what):
            "The answer of the management engine cannot be read (\(what)). Check that the address and port are those "
                + "of a management engine."
        case .certificateChanged(let expected, let shown):
            "The management engine shows another certificate than before (SHA-256 \(shown), expected \(expected)). "
                + "Either it was given a new one or somebody stands between. If the change was meant, remove the "
                + "endpoint and add it again."
        case .timedOut:
            "The management engine did not answer in time. It may be busy; try again."
        }
    }
}
