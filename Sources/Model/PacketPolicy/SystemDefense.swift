/// What System Defense asks of the wire: one policy with its filters, and the containment of worms.
public struct SystemDefense: Codable, Hashable, Sendable {
    /// The policy in force; nil when nothing is to be taken away.
    public var active: ActivePolicy?
    /// How outbreaks of a worm are recognised and answered; nil when they are not.
    public var containment: Containment?

    public init(active: ActivePolicy? = nil, containment: Containment? = nil) {
        self.active = active
        self.containment = containment
    }
}

/// A policy together with the filters that it names.
public struct ActivePolicy: Codable, Hashable, Sendable {
    public var policy: DefensePolicy
    public var filters: [Filter]
    /// The addresses of the host, as far as they are known: what spoofs is any other.
    public var hostAddresses: Set<IPAddress>

    public init(_ policy: DefensePolicy, filters: [Filter], hostAddresses: Set<IPAddress> = []) {
        self.policy = policy
        self.filters = filters
        self.hostAddresses = hostAddresses
    }

    /// Whether it is another one only in what is known of the host's addresses: then its counters go on.
    public func continues(_ other: ActivePolicy?) -> Bool { policy == other?.policy && filters == other?.filters }

    /// Filters of whatever policy, for which nothing else is dropped.
    public init(_ filters: [Filter]) {
        self.init(DefensePolicy(id: 0, filters: filters.map(\.id)), filters: filters)
    }
}

extension ActivePolicy {
    /// What a policy makes of one packet.
    public struct Judgement: Hashable, Sendable {
        /// The filters that mean the packet.
        public var matched: [Filter.ID] = []
        /// Whether no filter means it.
        public var isOtherwise = false
        public var verdict = Verdict.pass
    }

    /// Judges a packet that the stance lets pass.
    ///
    /// - Parameter exceeded: The filters whose limit is used up.
    public func judge(_ packet: Packet, exceeded: Set<Filter.ID> = []) -> Judgement {
        guard !spoofs(packet) else { return Judgement(verdict: .drop(.spoofedAddress)) }
        let matching = filters.filter { $0.direction == packet.direction && $0.match.matches(packet) }
        let dropping = matching.first { $0.drops || exceeded.contains($0.id) }
        let isOtherwise = matching.isEmpty
        let isDropped = isOtherwise && policy.otherwise(packet.direction).drops
        let verdict = dropping.map { Verdict.drop(.filter($0.id)) } ?? (isDropped ? .drop(.otherwise) : .pass)
        return Judgement(matched: matching.map(\.id), isOtherwise: isOtherwise, verdict: verdict)
    }

    /// Of a protocol of which no address of the host is known, every address may be its own; so may the unspecified
    /// and, in IPv6, what is on the link only.
    private func spoofs(_ packet: Packet) -> Bool {
        guard policy.isAgainstSpoofing, packet.direction == .fromUserOS, case .ip(let header) = packet.content,
            hostAddresses.contains(where: { $0.family == header.source.family }),
            !header.source.isUnspecified, !header.source.isLinkLocal
        else { return false }
        return !hostAddresses.contains(header.source)
    }
}
