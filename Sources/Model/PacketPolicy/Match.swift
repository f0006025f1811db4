/// Which IP packets a filter means; what is nil matches everything.
public struct Match: Codable, Hashable, Sendable {
    public var source: IPAddress?
    public var destination: IPAddress?
    public var transport: Transport

    /// Means all packets until something is named.
    public init(source: IPAddress? = nil, destination: IPAddress? = nil, transport: Transport = .any) {
        self.source = source
        self.destination = destination
        self.transport = transport
    }

    /// What a match says about the header behind IP's.
    public enum Transport: Codable, Hashable, Sendable {
        case any
        case number(TransportProtocol)
        case tcp(Ports = Ports())
        case udp(Ports = Ports())
    }

    /// Ports that a match names.
    public struct Ports: Codable, Hashable, Sendable {
        public var source: UInt16?
        public var destination: UInt16?

        public init(source: UInt16? = nil, destination: UInt16? = nil) {
            self.source = source
            self.destination = destination
        }
    }
}

extension Match {
    /// Whether an IP packet is meant.
    public func matches(_ header: IPHeader) -> Bool {
        (source ?? header.source) == header.source
            && (destination ?? header.destination) == header.destination
            && transport.matches(header)
    }
}

extension Match.Transport {
    /// The protocol that is named, if any.
    public var number: TransportProtocol? {
        switch self {
        case .any: nil
        case .number(let number): number
        case .tcp: .tcp
        case .udp: .udp
        }
    }

    /// The ports that are named; only TCP and UDP have some.
    public var ports: Match.Ports {
        switch self {
        case .any, .number: Match.Ports()
        case .tcp(let ports), .udp(let ports): ports
        }
    }

    func matches(_ header: IPHeader) -> Bool {
        (number ?? header.transport) == header.transport
            && ports.source.allSatisfies { $0 == header.ports?.source }
            && ports.destination.allSatisfies { $0 == header.ports?.destination }
    }
}

extension Optional {
    fileprivate func allSatisfies(_ predicate: (Wrapped) -> Bool) -> Bool {
        map(predicate) ?? true
    }
}
