/// How an outbreak of a worm is recognised and answered: by how fast the user OS opens connections.
///
/// An attempt is the first segment of a TCP connection, or a UDP datagram to where none went for a minute.
public struct Containment: Codable, Hashable, Sendable {
    /// The short window; nil when it is not watched.
    public var fast: Window?
    /// The long window; nil when it is not watched.
    public var slow: Window?
    /// Whether the user OS may send nothing more.
    public var blocksAll: Bool
    /// Whether the user OS may send nothing more to the port of the attempt that was too much.
    public var blocksPort: Bool
    /// How long an encounter lasts; 0 for until it is ended by command.
    public var seconds: UInt16

    public init(
        fast: Window? = nil,
        slow: Window? = nil,
        blocksAll: Bool = false,
        blocksPort: Bool = false,
        seconds: UInt16 = 0
    ) {
        self.fast = fast
        self.slow = slow
        self.blocksAll = blocksAll
        self.blocksPort = blocksPort
        self.seconds = seconds
    }

    /// How many attempts are tolerated in how long a time, which begins with the first of them.
    public struct Window: Codable, Hashable, Sendable {
        public var attempts: UInt32
        public var milliseconds: UInt32

        public init(attempts: UInt32, milliseconds: UInt32) {
            self.attempts = attempts
            self.milliseconds = milliseconds
        }
    }

    /// For how long a datagram to the same address and port is no new attempt.
    public static let peerSeconds: UInt16 = 60
}

/// An outbreak that is being answered.
public struct Encounter: Codable, Hashable, Sendable {
    public var reason: Reason
    /// The port that is blocked, if one is.
    public var port: Port?

    public init(reason: Reason, port: Port? = nil) {
        self.reason = reason
        self.port = port
    }

    /// Which window was exceeded.
    public enum Reason: String, Codable, Hashable, Sendable {
        case fast
        case slow
    }

    /// A port of a protocol.
    public struct Port: Codable, Hashable, Sendable {
        public var transport: TransportProtocol
        public var number: UInt16

        public init(transport: TransportProtocol, number: UInt16) {
            self.transport = transport
            self.number = number
        }
    }
}
