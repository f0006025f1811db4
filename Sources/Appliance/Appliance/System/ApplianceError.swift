/// Why the appliance does not do what it was asked.
public enum ApplianceError: Error, Hashable, Sendable {
    /// It does another long request.
    case busy
    /// The engine has given the request up.
    case cancelled
    /// The order cannot be meant: a wrong URL, name or device.
    case invalidOrder(String)
    /// What was fetched is not what was ordered.
    case wrongContent(String)
    /// Something did not work.
    case failed(String)
}

extension ApplianceError: CustomStringConvertible {
    /// The reason as the engine's log shows it.
    public var description: String {
        switch self {
        case .busy: "another long request is running"
        case .cancelled: "given up"
        case .invalidOrder(let reason): "invalid order: \(reason)"
        case .wrongContent(let reason): "wrong content: \(reason)"
        case .failed(let reason): reason
        }
    }
}
