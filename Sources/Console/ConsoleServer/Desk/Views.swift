import ConsoleAPI
import Fleet
import Foundation
import Inventory

extension EndpointSummary {
    /// The line of an endpoint, from what was last seen of it.
    init(_ endpoint: Endpoint, _ snapshot: EndpointSnapshot?, job: Job?, openCase: Case?, now: Date) {
        self.init(
            name: endpoint.name,
            address: endpoint.port == (endpoint.address == endpoint.host ? 16992 : 16993)
                ? endpoint.address : "\(endpoint.address):\(endpoint.port)",
            reachable: snapshot?.isReachable ?? false,
            power: snapshot?.power?.state.rawValue ?? "unknown",
            stance: snapshot?.stance?.stance,
            agentConnected: snapshot?.agentConnected ?? false,
            appliance: snapshot?.appliance?.state.rawValue ?? "unknown",
            lastSeen: snapshot?.answeredAt,
            lastJob: job.map { JobSummary($0) },
            openCase: openCase?.id
        )
    }
}

extension EndpointDetail {
    /// An endpoint with what was last seen of it.
    init(summary: EndpointSummary, _ snapshot: EndpointSnapshot?) {
        let available = snapshot?.power?.available ?? []
        self.init(
            summary: summary,
            powerActions: PowerVerb.allCases.filter { available.contains($0.action) },
            appliance: snapshot?.appliance.map { NamedValue.list($0) } ?? [],
            trouble: snapshot?.failure
        )
    }
}

extension PowerVerb {
    /// What the fleet calls it.
    var action: PowerAction {
        switch self {
        case .on: .on
        case .offGraceful: .offGraceful
        case .offHard: .offHard
        case .resetGraceful: .resetGraceful
        case .reset: .reset
        case .cycle: .cycle
        case .sleep: .sleep
        }
    }
}

extension BootSource {
    /// What the fleet calls it.
    var device: BootDevice {
        switch self {
        case .disk: .disk
        case .cd: .cd
        case .network: .network
        }
    }
}

extension NamedValue {
    /// The measurements of an appliance that are worth showing.
    static func list(_ report: ApplianceReport) -> [NamedValue] {
        let accelerator = [NamedValue(name: "accelerator", value: report.accelerator)]
        guard let health = report.health else { return accelerator }
        let values = [
            NamedValue(name: "version", value: health.version),
            NamedValue(name: "address", value: health.address),
            NamedValue(name: "uptime", value: "\(health.uptimeSeconds / 60) min"),
            NamedValue(name: "definitionsVersion", value: health.definitionsVersion),
            NamedValue(name: "definitionsDate", value: health.definitionsDate?.formatted(.iso8601) ?? ""),
            NamedValue(name: "rulesVersion", value: health.rulesVersion),
            NamedValue(name: "suricata", value: health.suricata),
            NamedValue(name: "clamd", value: health.clamd),
            NamedValue(name: "flows", value: "\(health.flows)"),
            NamedValue(name: "packetsForwarded", value: "\(health.packetsForwarded)"),
            NamedValue(name: "packetsDropped", value: "\(health.packetsDropped)"),
            NamedValue(name: "memory", value: "\(health.memoryUsedKiB / 1024) MiB"),
        ]
        return values.filter { !$0.value.isEmpty } + accelerator
    }
}

extension EventView {
    /// A line of an endpoint's log.
    init(_ event: EndpointEvent) {
        self.init(at: event.at, severity: event.severity.rawValue, text: event.text)
    }
}

extension FindingView {
    /// A finding of the guard.
    init(_ finding: Finding) {
        self.init(
            id: finding.id,
            at: finding.at,
            kind: finding.kind.rawValue,
            signature: finding.signature,
            source: finding.source,
            destination: finding.destination,
            summary: finding.summary,
            evidence: finding.evidence,
            action: finding.action,
            program: finding.program
        )
    }
}

extension CaseView {
    /// A case with what happened in it.
    init(_ found: Case) {
        let opening = EventView(at: found.openedAt, severity: "critical", text: found.finding.action)
        let release = found.releasedAt.map { EventView(at: $0, severity: "info", text: "released") }
        self.init(
            id: found.id,
            number: found.number,
            endpoint: found.endpoint,
            isOpen: found.state != .released,
            state: found.state.rawValue,
            title: found.finding.summary,
            openedAt: found.openedAt,
            closedAt: found.releasedAt,
            jobs: found.jobID.map { [$0] } ?? [],
            findings: [FindingView(found.finding)],
            log: [opening] + (release.map { [$0] } ?? [])
        )
    }
}
