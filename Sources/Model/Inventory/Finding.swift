public import FoundationEssentials

/// Something that the guard calls illegal, with its evidence.
public struct Finding: Sendable, Codable, Hashable {
    /// How it was found.
    public enum Kind: String, Sendable, Codable, Hashable, CaseIterable {
        /// By the spread of connections.
        case worm
        /// By a signature in the traffic.
        case signature
        /// By connections to many ports of one host.
        case portScan = "port-scan"
        /// By an address that is on the block list.
        case blockedAddress = "blocked-address"
        /// By a name that is on the block list, asked of DNS or of a TLS server.
        case blockedName = "blocked-name"
        /// By connections that come at the same interval again and again.
        case beaconing
        /// By how much was sent to one address.
        case exfiltration
        /// By a sender's address that is not the PC's.
        case spoofing
        /// By packets that the intrusion detection did not get to see.
        case blind
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
    /// The program that had the connection, as the agent of the user OS says; nil when nobody could tell.
    public var program: String?

    /// What was done, in the words of those for which the user OS lost its network.
    public static let cutOffAction = "dropped, quarantine requested"

    /// Whether the user OS lost its network for it.
    public var cutsOff: Bool { action == Self.cutOffAction }

    public init(
        id: String,
        at: Date,
        kind: Kind,
        signature: String,
        source: String,
        destination: String,
        summary: String,
        evidence: String,
        action: String,
        program: String? = nil
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
        self.program = program
    }
}
