public import JSONLines

/// Why a QMP command was not carried out.
public enum QMPError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The connection failed.
    case line(LineError)
    /// QEMU refused, with its class and its words.
    case refused(command: String, kind: String, text: String)
    /// QEMU's answer cannot be read.
    case malformed(command: String, text: String)

    /// The error in words.
    public var description: String {
        switch self {
        case .line(let error): "QEMU's monitor: \(error)"
        case .refused(let command, _, let text): "QEMU refused \(command): \(text)"
        case .malformed(let command, let text): "QEMU's answer to \(command) cannot be read: \(text)"
        }
    }
}
