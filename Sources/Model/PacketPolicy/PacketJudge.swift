/// A wire that judges packets one after the other, as the kernel's filter does: the reference for what has a memory.
///
/// Times are nanoseconds of whatever clock does not go back.
public struct PacketJudge: Sendable {
    /// What decides; a new policy of System Defense begins its counters again.
    public var policy: Policy {
        didSet { change(from: oldValue) }
    }
    /// What was seen since the policy in force came into force.
    public private(set) var report = DefenseReport()
    private var eventPackets: UInt64 = 0
    private var buckets: [Filter.ID: TokenBucket] = [:]
    private var detector = OutbreakDetector()

    public init(policy: Policy) {
        self.policy = policy
    }

    /// Decides about a packet, and remembers it.
    public mutating func judge(_ packet: Packet, at now: UInt64) -> Verdict {
        let verdict = policy.evaluateStance(packet)
        guard policy.stance == .open, verdict == .pass else { return verdict }
        if let containment = policy.defense.containment, detector.blocks(packet, containment, at: now) {
            return .drop(.contained)
        }
        guard let active = policy.defense.active else { return .pass }
        return judge(packet, active, at: now)
    }

    /// What can be asked often.
    public mutating func signals(at now: UInt64) -> DefenseSignals {
        DefenseSignals(eventPackets: eventPackets, encounter: detector.encounter(at: now))
    }

    /// Ends the encounter, if there is one.
    public mutating func endEncounter() {
        detector = OutbreakDetector()
    }

    private mutating func judge(_ packet: Packet, _ active: ActivePolicy, at now: UInt64) -> Verdict {
        let exceeded = active.filters.filter { filter in
            guard let limit = filter.limit, filter.direction == packet.direction, filter.match.matches(packet) else {
                return false
            }
            return !buckets[filter.id, default: TokenBucket(perSecond: limit, at: now)].take(at: now)
        }
        let judgement = active.judge(packet, exceeded: Set(exceeded.map(\.id)))
        note(judgement, active, packet.direction)
        return judgement.verdict
    }

    private mutating func note(_ judgement: ActivePolicy.Judgement, _ active: ActivePolicy, _ direction: Direction) {
        for id in judgement.matched { report.filters[id, default: 0] += 1 }
        let otherwise = active.policy.otherwise(direction)
        if judgement.verdict == .drop(.spoofedAddress) { report.spoofed += 1 }
        if judgement.isOtherwise, otherwise.counts || otherwise.raisesEvent {
            if direction == .fromUserOS { report.otherwiseFromUserOS += 1 } else { report.otherwiseToUserOS += 1 }
        }
        let raising = active.filters.filter { $0.raisesEvent && judgement.matched.contains($0.id) }
        let isEvent = judgement.isOtherwise ? otherwise.raisesEvent : judgement.verdict == .drop(.spoofedAddress)
        if !raising.isEmpty || isEvent { eventPackets += 1 }
    }

    private mutating func change(from old: Policy) {
        let active = policy.defense.active
        if active != old.defense.active, active?.continues(old.defense.active) != true {
            (report, eventPackets, buckets) = (DefenseReport(), 0, [:])
        }
        if policy.defense.containment == nil { endEncounter() }
    }
}

/// A limit of packets a second, all of which may come at once, as nftables counts.
private struct TokenBucket {
    private let burst: UInt64
    private let cost: UInt64
    private var tokens: UInt64
    private var last: UInt64

    init(perSecond: UInt32, at now: UInt64) {
        burst = UInt64(max(1, perSecond))
        cost = 1_000_000_000 / burst
        tokens = cost * burst
        last = now
    }

    mutating func take(at now: UInt64) -> Bool {
        tokens = min(cost * burst, tokens.addingReportingOverflow(now &- last).partialValue)
        last = now
        guard tokens >= cost else { return false }
        tokens -= cost
        return true
    }
}
