public import FoundationEssentials
public import Inventory
public import Suricata

/// What the guard has seen.
public enum GuardEvent: Sendable, Hashable {
    /// The kernel has cut off a source that spreads like a worm, and logged its packet.
    case spread(LoggedPacket)
    /// A rule of the intrusion detection has matched.
    case alert(SuricataAlert)
}

/// What the guard wants done.
public enum GuardAction: Sendable, Hashable {
    /// Drop everything from and to this IPv4 address in the appliance's own rules.
    case block(String)
    /// Keep the evidence and tell the engine.
    case file(Finding)
    /// Ask the engine for the quarantine stance.
    case requestQuarantine(Finding)
}

/// Judges what the kernel and the intrusion detection report.
///
/// An illegal finding is acted on in three steps, in this order: drop, ask for quarantine, file the evidence. The same
/// finding about the same source is not filed again within a minute, so that a storm of packets makes one case.
public struct Guard: Sendable {
    /// The latest findings, oldest first.
    public private(set) var findings: [Finding] = []
    private var lastFiled: [Sighting: Date] = [:]
    private static let quiet: TimeInterval = 60
    private static let longestMemory = 200

    private struct Sighting: Hashable {
        let signature: String
        let source: String
    }

    /// Creates a guard that has seen nothing.
    public init() {}

    /// Judges one event that happened now; `id` names the finding, should there be one.
    public mutating func judge(_ event: GuardEvent, at now: Date, id: String) -> [GuardAction] {
        switch event {
        case .spread(let packet): judge(Self.finding(packet, at: now, id: id), isIllegal: true, block: nil)
        case .alert(let alert):
            judge(Self.finding(alert, at: now, id: id), isIllegal: alert.isIllegal, block: Self.offender(alert))
        }
    }

    /// Forgets what was filed, so that the next finding is filed at once; for a new stance.
    public mutating func rearm() { lastFiled = [:] }

    private mutating func judge(_ finding: Finding, isIllegal: Bool, block: String?) -> [GuardAction] {
        let sighting = Sighting(signature: finding.signature, source: finding.source)
        if let last = lastFiled[sighting], finding.at.timeIntervalSince(last) < Self.quiet { return [] }
        remember(finding, sighting)
        guard isIllegal else { return [.file(finding)] }
        let drop = block.map { [GuardAction.block($0)] } ?? []
        return drop + [.requestQuarantine(finding), .file(finding)]
    }

    private mutating func remember(_ finding: Finding, _ sighting: Sighting) {
        if lastFiled.count >= Self.longestMemory { lastFiled = [:] }
        lastFiled[sighting] = finding.at
        findings.append(finding)
        if findings.count > Self.longestMemory { findings.removeFirst() }
    }

    /// The far end of illegal traffic: what the user OS must not talk with any more.
    private static func offender(_ alert: SuricataAlert) -> String? {
        guard alert.isIllegal, !alert.destination.address.contains(":") else { return nil }
        return alert.destination.address
    }

    private static func finding(_ packet: LoggedPacket, at now: Date, id: String) -> Finding {
        Finding(
            id: id,
            at: now,
            kind: .worm,
            signature: packet.transport == "ARP" ? "arp-fan-out" : "fan-out",
            source: packet.source,
            destination: packet.destination,
            summary: "\(packet.source) reached for more new hosts at once than a person does; "
                + "the last was \(packet.destination) by \(packet.transport)",
            evidence: packet.hex,
            action: "cut off by the kernel"
        )
    }

    private static func finding(_ alert: SuricataAlert, at now: Date, id: String) -> Finding {
        Finding(
            id: id,
            at: now,
            kind: .signature,
            signature: "\(alert.rule) \(alert.signature)",
            source: alert.source.text,
            destination: alert.destination.text,
            summary: "\(alert.signature) (\(alert.category), \(alert.transport))",
            evidence: alert.evidence,
            action: alert.isIllegal ? "dropped, quarantine requested" : "noted"
        )
    }
}
