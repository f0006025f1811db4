public import FoundationEssentials

/// One line of the appliance link.
///
/// `{"id":7,"request":{…}}` from the engine, `{"id":7,"reply":{…}}` and `{"event":{…}}` from the appliance.
public enum LinkMessage: Sendable, Hashable {
    /// The engine asks; the number comes back with the reply.
    case request(id: Int, ApplianceRequest)
    /// The appliance answers the request of that number.
    case reply(id: Int, ApplianceReply)
    /// The appliance speaks unasked.
    case event(ApplianceEvent)

    /// The longest line that either side accepts, without its newline.
    public static let longestLine = 1 << 20

    /// Parses one line, without its newline.
    public init(untrustedLine: Data) throws(LinkError) {
        guard untrustedLine.count <= Self.longestLine else { throw .lineTooLong }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        do {
            self = try decoder.decode(LinkMessage.self, from: untrustedLine)
        } catch {
            throw .malformed(String(describing: error))
        }
    }

    /// The message as one line, with its newline.
    public func line() throws(LinkError) -> Data {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        guard var line = try? encoder.encode(self) else { throw .notEncodable }
        guard line.count <= Self.longestLine else { throw .lineTooLong }
        line.append(UInt8(ascii: "\n"))
        return line
    }
}

extension LinkMessage: Codable {
    private enum Key: String, CodingKey {
        case id, request, reply, event
    }

    /// Reads whichever of the three kinds is there; a line with two of them is refused.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let kinds = container.allKeys.filter { $0 != .id }
        guard kinds.count == 1 else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: container.codingPath, debugDescription: "not exactly one of request, reply, event")
            )
        }
        switch kinds[0] {
        case .request:
            self = .request(
                id: try container.decode(Int.self, forKey: .id),
                try container.decode(ApplianceRequest.self, forKey: .request)
            )
        case .reply:
            self = .reply(
                id: try container.decode(Int.self, forKey: .id),
                try container.decode(ApplianceReply.self, forKey: .reply)
            )
        default:
            self = .event(try container.decode(ApplianceEvent.self, forKey: .event))
        }
    }

    /// Writes the one kind that this is.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .request(let id, let request):
            try container.encode(id, forKey: .id)
            try container.encode(request, forKey: .request)
        case .reply(let id, let reply):
            try container.encode(id, forKey: .id)
            try container.encode(reply, forKey: .reply)
        case .event(let event):
            try container.encode(event, forKey: .event)
        }
    }
}

/// What can be wrong with a line of the appliance link.
public enum LinkError: Error, Hashable, Sendable {
    /// The line is longer than ``LinkMessage/longestLine``.
    case lineTooLong
    /// The line is not a message.
    case malformed(String)
    /// The message cannot be written as JSON.
    case notEncodable
}
