import FoundationEssentials

/// A rule of the intrusion detection that has matched, with where and on what.
public struct SuricataAlert: Sendable, Hashable {
    /// One end of the traffic.
    public struct Endpoint: Sendable, Hashable {
        /// The IP address as text.
        public var address: String
        /// The port; nil where the protocol has none.
        public var port: UInt16?

        /// Creates an end from its parts.
        public init(address: String, port: UInt16?) {
            self.address = address
            self.port = port
        }

        /// The end as people write it, `10.0.0.1:80`.
        public var text: String {
            guard let port else { return address }
            return address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
        }
    }

    /// The number of the rule.
    public var rule: UInt32
    /// What the rule calls it.
    public var signature: String
    /// The description of the rule's class.
    public var category: String
    /// The priority of the rule's class; 1 is the gravest.
    public var severity: Int
    /// Who sent the packet that matched.
    public var source: Endpoint
    /// To whom.
    public var destination: Endpoint
    /// The transport, `TCP`.
    public var transport: String
    /// Suricata's own time stamp, as text.
    public var timestamp: String
    /// What was seen: the HTTP request, or the printable part of the payload; bounded.
    public var evidence: String

    /// Whether the packet that matched was an answer to the one who began the flow.
    public var isAnswer: Bool
    /// The record as Suricata wrote it; empty when it is too long to keep.
    public var line: String

    /// The end that the flow was begun towards: for traffic of the user OS, the far end.
    public var server: Endpoint { isAnswer ? source : destination }
}

extension SuricataAlert {
    private static let longestText = 256
    private static let longestEvidence = 2048

    init?(_ untrusted: Fields, _ untrustedLine: Data) {
        guard let alert = untrusted.alert, let ends = untrusted.ends else { return nil }
        self.init(
            rule: alert.signature_id,
            signature: String(alert.signature.prefix(Self.longestText)),
            category: String((alert.category ?? "").prefix(Self.longestText)),
            severity: alert.severity,
            source: ends.source,
            destination: ends.destination,
            transport: String((untrusted.proto ?? "").prefix(16)),
            timestamp: String((untrusted.timestamp ?? "").prefix(64)),
            evidence: String(Self.evidence(untrusted).prefix(Self.longestEvidence)),
            isAnswer: untrusted.direction == "to_client",
            line: Fields.kept(untrustedLine)
        )
    }

    private static func evidence(_ record: Fields) -> String {
        guard let http = record.http else { return record.payload_printable ?? "" }
        let request = [http.http_method, http.hostname.map { host in host + (http.url ?? "") }].compactMap { $0 }
        let agent = http.http_user_agent.map { ["user agent \($0)"] } ?? []
        return (request + agent).joined(separator: " ")
    }
}
