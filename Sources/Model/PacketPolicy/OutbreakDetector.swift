/// Counts the connections that the user OS attempts, and says when they are too many.
struct OutbreakDetector: Sendable {
    private var fast = Counter()
    private var slow = Counter()
    private var peers: [Peer: UInt64] = [:]
    private var current: (encounter: Encounter, end: UInt64)?

    private struct Peer: Hashable {
        let address: IPAddress
        let port: UInt16
    }

    private struct Counter {
        var attempts: UInt32 = 0
        var end: UInt64 = 0

        /// Whether this attempt is more than the window tolerates.
        mutating func exceeds(_ window: Containment.Window, at now: UInt64) -> Bool {
            if now >= end { (attempts, end) = (0, now + UInt64(window.milliseconds) * 1_000_000) }
            attempts = attempts == .max ? .max : attempts + 1
            return attempts > window.attempts
        }
    }

    /// The outbreak that is being answered.
    mutating func encounter(at now: UInt64) -> Encounter? {
        if let end = current?.end, now >= end { current = nil }
        return current?.encounter
    }

    /// Counts a packet, and says whether it is to be dropped.
    mutating func blocks(_ packet: Packet, _ containment: Containment, at now: UInt64) -> Bool {
        guard packet.direction == .fromUserOS, case .ip(let header) = packet.content else { return false }
        if let standing = encounter(at: now) {
            return containment.blocksAll || (standing.port.map { $0 == header.destinationPort } ?? false)
        }
        guard isAttempt(header, at: now), let reason = excess(containment, at: now) else { return false }
        begin(reason, header, containment, at: now)
        return containment.blocksAll || containment.blocksPort
    }

    private mutating func begin(
        _ reason: Encounter.Reason,
        _ header: IPHeader,
        _ containment: Containment,
        at now: UInt64
    ) {
        let port = containment.blocksPort ? header.destinationPort : nil
        let end = containment.seconds == 0 ? UInt64.max : now + UInt64(containment.seconds) * 1_000_000_000
        current = (Encounter(reason: reason, port: port), end)
    }

    private mutating func excess(_ containment: Containment, at now: UInt64) -> Encounter.Reason? {
        let isFast = containment.fast.map { fast.exceeds($0, at: now) } ?? false
        let isSlow = containment.slow.map { slow.exceeds($0, at: now) } ?? false
        return isFast ? .fast : isSlow ? .slow : nil
    }

    private mutating func isAttempt(_ header: IPHeader, at now: UInt64) -> Bool {
        if header.transport == .tcp { return header.flags.map { $0.intersection([.syn, .ack]) == .syn } ?? false }
        guard header.transport == .udp, let port = header.ports?.destination else { return false }
        let peer = Peer(address: header.destination, port: port)
        if let known = peers[peer], now < known { return false }
        peers[peer] = now + UInt64(Containment.peerSeconds) * 1_000_000_000
        return true
    }
}

extension IPHeader {
    fileprivate var destinationPort: Encounter.Port? {
        guard transport.hasPorts, let ports else { return nil }
        return Encounter.Port(transport: transport, number: ports.destination)
    }
}
