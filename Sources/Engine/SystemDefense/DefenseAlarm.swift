import FoundationEssentials
import PacketPolicy

/// What the engine has noticed of the wire: each filter's event is raised once, until the statistics are updated.
struct DefenseAlarm: Sendable {
    /// The handles by which events name what is no filter.
    static let receiveDefault: UInt32 = 0xFFFF_FFFD
    static let transmitDefault: UInt32 = 0xFFFF_FFFC
    static let spoofing: UInt32 = 0xFFFF_FFFA

    private var seenPackets: UInt64 = 0
    private var raised: Set<UInt32> = []
    /// The counters when the events were armed.
    private var armed = DefenseReport()
    /// The counters when they were last set to zero.
    private var zero = DefenseReport()
    /// The counters as they were last read for consoles.
    private(set) var taken: DefenseReport?
    private(set) var encounter: Encounter?
    var encounterSince: Date?

    enum Change: Sendable, Equatable {
        case began(Encounter)
        case ended
    }

    /// Whether packets came that raise events; it is asked once.
    mutating func isNews(_ packets: UInt64) -> Bool {
        defer { seenPackets = packets }
        return packets != seenPackets && packets > 0
    }

    /// The handles of what has matched since the events were armed, and was not raised yet.
    mutating func note(_ report: DefenseReport, _ active: ActivePolicy?) -> [UInt32] {
        guard let active else { return [] }
        let news = active.raising(report, since: armed).filter { !raised.contains($0) }
        raised.formUnion(news)
        return news
    }

    /// What has become of the outbreak.
    ///
    /// - Parameter isAnswered: whether one is still answered, though it may have ended while nobody looked.
    mutating func note(_ current: Encounter?, isAnswered: Bool) -> Change? {
        defer { encounter = current }
        guard let current else { return encounter != nil || isAnswered ? .ended : nil }
        return encounter == nil ? .began(current) : nil
    }

    /// Another policy is in force, whose counters begin at zero.
    mutating func rearm() {
        (seenPackets, raised, armed, zero, taken) = (0, [], DefenseReport(), DefenseReport(), nil)
    }

    /// Keeps the counters for consoles; a reset lets the next ones begin at zero.
    mutating func take(_ report: DefenseReport, reset: Bool) {
        taken = report.since(zero)
        (raised, armed) = ([], report)
        if reset { zero = report }
    }
}

extension DefenseReport {
    /// What was counted since another reading.
    fileprivate func since(_ zero: DefenseReport) -> DefenseReport {
        var difference = self
        for (handle, count) in zero.filters {
            difference.filters[handle, default: count] -= min(count, difference.filters[handle] ?? count)
        }
        return difference
    }
}

extension ActivePolicy {
    /// The handles of what raises events and was met since another reading.
    fileprivate func raising(_ report: DefenseReport, since armed: DefenseReport) -> [UInt32] {
        let met = filters.filter {
            $0.raisesEvent && report.filters[$0.id, default: 0] > armed.filters[$0.id, default: 0]
        }
        let others: [(UInt32, Bool)] = [
            (
                DefenseAlarm.transmitDefault,
                policy.fromUserOS.raisesEvent && report.otherwiseFromUserOS > armed.otherwiseFromUserOS
            ),
            (
                DefenseAlarm.receiveDefault,
                policy.toUserOS.raisesEvent && report.otherwiseToUserOS > armed.otherwiseToUserOS
            ),
            (DefenseAlarm.spoofing, report.spoofed > armed.spoofed),
        ]
        return met.map(\.id) + others.filter(\.1).map(\.0)
    }
}
