/// A command of QEMU's machine protocol, with the type of its answer.
///
/// The command's properties are its `arguments`.
public protocol QMPCommand: Sendable, Encodable {
    /// What QEMU returns.
    associatedtype Reply: Sendable, Decodable = QMPNothing

    /// The name on the wire.
    static var name: String { get }
}

/// The answer of commands that return nothing of interest.
public struct QMPNothing: Sendable, Decodable, Hashable {
    /// Accepts whatever came.
    public init(from decoder: any Decoder) throws {}
}
