import FoundationEssentials
import JSONLines

/// A command as it goes over the wire.
struct QMPRequest<Command: QMPCommand>: Encodable {
    var execute: String
    var arguments: Command
    var id: Int
}

/// An answer as it comes over the wire.
struct QMPResponse<Reply: Decodable>: Decodable {
    struct Refusal: Decodable {
        var kind: String
        var desc: String

        private enum CodingKeys: String, CodingKey {
            case kind = "class"
            case desc
        }
    }

    var reply: Reply?
    var error: Refusal?

    private enum CodingKeys: String, CodingKey {
        case reply = "return"
        case error
    }
}

/// The part of a line that tells what it is.
struct QMPEnvelope: Decodable {
    var id: Int?
    var event: String?

    static func kind(of untrustedLine: [UInt8]) -> LineKind {
        guard let envelope = try? JSONDecoder().decode(QMPEnvelope.self, from: Data(untrustedLine)) else {
            return .noise
        }
        if envelope.event != nil {
            return .event
        }
        return envelope.id.map(LineKind.reply) ?? .noise
    }
}
