/// A command of QEMU's guest agent, with the type of its answer.
///
/// The command's properties are its `arguments`.
protocol GuestAgentCommand: Sendable, Encodable {
    associatedtype Reply: Sendable, Decodable

    static var name: String { get }
}

/// The answer of commands that return nothing of interest.
struct GuestAgentNothing: Sendable, Decodable {
    init(from decoder: any Decoder) throws {}
}
