import FoundationEssentials
import JSONLines

/// A command as it goes over the wire.
struct GuestAgentRequest<Command: GuestAgentCommand>: Encodable {
    var execute: String
    var arguments: Command
    var id: Int
}

/// An answer as it comes over the wire.
struct GuestAgentResponse<Reply: Decodable>: Decodable {
    struct Refusal: Decodable {
        var desc: String
    }

    var reply: Reply?
    var error: Refusal?

    private enum CodingKeys: String, CodingKey {
        case reply = "return"
        case error
    }
}

/// The part of a line that tells whose answer it is.
struct GuestAgentEnvelope: Decodable {
    /// The byte that starts the answer to a delimited synchronisation, and that no JSON text holds.
    static let delimiter: UInt8 = 0xFF

    var id: Int?

    static func json(in untrustedLine: [UInt8]) -> Data {
        Data(untrustedLine.suffix(from: untrustedLine.lastIndex(of: delimiter).map { $0 + 1 } ?? 0))
    }

    static func kind(of untrustedLine: [UInt8]) -> LineKind {
        let envelope = try? JSONDecoder().decode(GuestAgentEnvelope.self, from: json(in: untrustedLine))
        return envelope?.id.map(LineKind.reply) ?? .noise
    }
}
