public import FoundationEssentials
public import Inventory
public import Suricata

/// What the guard has seen.
public enum GuardEvent: Sendable, Hashable {
    /// A rule of the kernel's guard has logged a packet.
    case logged(LoggedPacket)
    /// A rule of the intrusion detection has matched.
    case alert(SuricataAlert)
    /// Somebody asked for a name.
    case name(SightedName)
    /// A flow has ended.
    case flow(FlowRecord)
    /// The intrusion detection did not see so many of a hundred packets.
    case unseen(Int)
    /// The LAN lent the appliance an address in this network.
    case lent(String)
}

/// What the guard wants done.
public enum GuardAction: Sendable, Hashable {
    /// Drop everything from and to this address in the appliance's own rules.
    case block(String)
    /// Write it down.
    case note(Finding)
    /// Keep the evidence and tell the engine.
    case file(Finding)
    /// Ask the engine for the quarantine stance.
    case requestQuarantine(Finding)
    /// Take these networks for home.
    case settle(HomeNetworks)
}

/// Judges what the kernel and the intrusion detection report, by the policy and the block lists.
///
/// What the policy cuts off is acted on in three steps, in this order: drop, ask for quarantine, file the evidence. The
/// same finding about the same source is not filed again within a minute, so that a storm of packets makes one case; a
/// far end that it had not yet is dropped all the same. Sources are easily made up, so of each kind only so many are
/// filed whoever they are about; the cut is asked for all the same.
public struct Guard: Sendable {
    /// The latest findings, oldest first.
    public private(set) var findings: [Finding] = []
    /// What is done about each kind of finding.
    public var policy: GuardPolicy
    /// The names that are not to be asked for.
    public var blockList = BlockList()
    /// What is home.
    public private(set) var home = HomeNetworks()
    private var beacons = BeaconDetector()
    private var lastFiled: [Subject: Date] = [:]
    private var lastDropped: [String: Date] = [:]
    private var lastCut: Date?
    private var allowances: [Sort: Allowance] = [:]
    private static let quiet: TimeInterval = 60
    private static let longestMemory = 200

    private struct Subject: Hashable {
        let signature: String
        let source: String
    }

    /// What is counted together: nothing that is only noted takes the place of what is cut off.
    private struct Sort: Hashable {
        let kind: Finding.Kind
        let action: GuardPolicy.Action
    }

    /// Creates a guard that has seen nothing.
    public init(policy: GuardPolicy = .standard) { self.policy = policy }

    /// Judges one event that happened now; `id` names the finding, should there be one.
    public mutating func judge(_ event: GuardEvent, at now: Date, id: String) -> [GuardAction] {
        if case .logged(let packet) = event, packet.rule == LoggedPacket.router { return settle(packet.networks) }
        if case .lent(let network) = event { return settle([network]) }
        guard let sighting = sighting(event) else { return [] }
        let action = action(for: sighting)
        var finding = Finding(sighting, done: action, at: now, id: id)
        let subject = Subject(signature: sighting.signature, source: sighting.who)
        let drop = action >= .drop ? drop(sighting.farEnd, at: now) : []
        guard isNews(subject, at: now) else { return drop }
        let isFiled = takeAllowance(&finding, Sort(kind: sighting.kind, action: action))
        if isFiled { remember(finding, subject) }
        let cut = action == .cutOff && isCutDue(isFiled, at: now) ? [GuardAction.requestQuarantine(finding)] : []
        return drop + cut + (isFiled ? [action == .note ? .note(finding) : .file(finding)] : [])
    }

    /// Whether the finding may be filed; it then says how many of its kind were not.
    private mutating func takeAllowance(_ finding: inout Finding, _ sort: Sort) -> Bool {
        var allowance = allowances[sort] ?? Allowance(at: finding.at)
        defer { allowances[sort] = allowance }
        guard allowance.take(at: finding.at) else { return false }
        let others = allowance.settle()
        if others > 0 { finding.summary += "; \(others) more of its kind were not filed" }
        return true
    }

    private mutating func isCutDue(_ isFiled: Bool, at now: Date) -> Bool {
        guard isFiled || lastCut.map({ now.timeIntervalSince($0) >= Self.quiet }) ?? true else { return false }
        lastCut = now
        return true
    }

    /// Forgets what was filed, so that the next finding is filed at once; for a new stance.
    public mutating func rearm() { (lastFiled, lastDropped, lastCut, allowances) = ([:], [:], nil, [:]) }

    private mutating func settle(_ networks: [String]) -> [GuardAction] {
        networks.filter { home.learn($0) }.isEmpty ? [] : [.settle(home)]
    }

    private mutating func sighting(_ event: GuardEvent) -> Sighting? {
        switch event {
        case .logged(let packet): Sighting(packet)
        case .alert(let alert): Sighting(alert)
        case .name(let name): blockList.entry(for: name.name).map { Sighting(name, under: $0) }
        case .unseen(let percentage): Sighting(unseen: percentage)
        case .flow(let flow): beacons.see(flow).map { Sighting($0, flow) }
        case .lent: nil
        }
    }

    private func action(for sighting: Sighting) -> GuardPolicy.Action {
        guard let rule = sighting.rule else {
            let action = policy.action(for: sighting.kind)
            // The kernel drops that in any case.
            return sighting.kind == .spoofing && action == .alert ? .drop : action
        }
        return policy.action(forSignature: rule, priority: sighting.priority)
    }

    private mutating func drop(_ farEnd: String?, at now: Date) -> [GuardAction] {
        guard let farEnd, lastDropped[farEnd].map({ now.timeIntervalSince($0) >= Self.quiet }) ?? true else {
            return []
        }
        Self.makeRoom(&lastDropped, at: now)
        lastDropped[farEnd] = now
        return [.block(farEnd)]
    }

    private func isNews(_ subject: Subject, at now: Date) -> Bool {
        lastFiled[subject].map { now.timeIntervalSince($0) >= Self.quiet } ?? true
    }

    private mutating func remember(_ finding: Finding, _ subject: Subject) {
        Self.makeRoom(&lastFiled, at: finding.at)
        lastFiled[subject] = finding.at
        findings.append(finding)
        if findings.count > Self.longestMemory { findings.removeFirst() }
    }

    /// What is over is forgotten, and when nothing is, what was longest ago.
    private static func makeRoom<Key>(_ times: inout [Key: Date], at now: Date) {
        guard times.count >= longestMemory else { return }
        times = times.filter { now.timeIntervalSince($0.value) < quiet }
        guard times.count >= longestMemory, let oldest = times.min(by: { $0.value < $1.value }) else { return }
        times[oldest.key] = nil
    }
}

extension Finding {
    fileprivate init(_ sighting: Sighting, done action: GuardPolicy.Action, at now: Date, id: String) {
        self.init(
            id: id,
            at: now,
            kind: sighting.kind,
            signature: sighting.signature,
            source: sighting.source,
            destination: sighting.destination,
            summary: sighting.summary,
            evidence: sighting.evidence,
            action: Self.words(action)
        )
    }

    private static func words(_ action: GuardPolicy.Action) -> String {
        switch action {
        case .note: "noted"
        case .alert: "reported; the traffic goes on"
        case .drop: "dropped"
        case .cutOff: Self.cutOffAction
        }
    }
}
