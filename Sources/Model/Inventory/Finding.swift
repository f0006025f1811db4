public import FoundationEssentials

/// Something that the guard calls illegal, with its evidence.
public struct Finding: Sendable, Codable, Hashable {
    /// How it was found.
    public enum Kind: String, Sendable, Codable, Hashable, CaseIterable {
        /// By the spread of connections.
        case worm
        /// By a signature in the traffic.
        case signature
    }

    public var id: String
    public var at: Date
    public var kind: Kind
    public var signature: String
    public var source: String
    public var destination: String
    public var summary: String
    public var evidence: String
    /// What was done about it.
    public var action: String

    public init(
        id: String,
        at: Date,
        kind: Kind,
        signature: String,
        source: String,
        destination: String,
        summary: String,
        evidence: String,
        action: String
    ) {
        self.id = id
        self.at = at
        self.kind = kind
        self.signature = signature
        self.source = source
        self.destination = destination
        self.summary = summary
        self.evidence = evidence
        self.action = action
    }
}
