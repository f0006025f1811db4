import ConsoleAPI
import Foundation

/// A line of the fleet.
struct EndpointRow {
    let name: String
    let link: String
    let address: String
    let reachable: Badge
    let isReachable: Bool
    let power: Badge
    let stance: Badge
    let agent: Badge
    let appliance: Badge
    let lastSeen: Moment?
    let job: JobRow?
    let caseLink: String?

    init(_ summary: EndpointSummary, now: Date, _ words: StringTable) {
        name = summary.name
        link = "/endpoints/" + CallPath.encode(summary.name)
        address = summary.address
        reachable = .reachable(summary.reachable, words)
        isReachable = summary.reachable
        power = .power(summary.power, words)
        stance = .stance(summary.stance, words)
        agent = .agent(summary.agentConnected, words)
        appliance = .appliance(summary.appliance, words)
        lastSeen = Moment(summary.lastSeen, now: now, words)
        job = summary.lastJob.map { JobRow($0, now: now, words) }
        caseLink = summary.openCase.map { "/cases/" + CallPath.encode($0) }
    }
}

/// A line of a list of jobs.
struct JobRow {
    let id: String
    let link: String
    let endpoint: String
    let endpointLink: String
    let story: String
    let state: Badge
    let steps: String
    let percent: Int
    let started: Moment?
    let failure: String?

    init(_ summary: JobSummary, now: Date, _ words: StringTable) {
        id = summary.id
        link = "/jobs/" + CallPath.encode(summary.id)
        endpoint = summary.endpoint
        endpointLink = "/endpoints/" + CallPath.encode(summary.endpoint)
        story = words["story", summary.story]
        state = .state(summary.state, words)
        steps = "\(summary.stepsDone)/\(summary.stepsTotal)"
        percent = summary.stepsTotal == 0 ? 0 : summary.stepsDone * 100 / summary.stepsTotal
        started = Moment(summary.startedAt, now: now, words)
        failure = summary.failure
    }
}

/// A line of a list of cases.
struct CaseRow {
    let id: String
    let number: String
    let link: String
    let endpoint: String
    let endpointLink: String
    let title: String
    let state: Badge
    let opened: Moment?
    let closed: Moment?

    init(_ view: CaseView, now: Date, _ words: StringTable) {
        id = view.id
        number = view.number
        link = "/cases/" + CallPath.encode(view.id)
        endpoint = view.endpoint
        endpointLink = "/endpoints/" + CallPath.encode(view.endpoint)
        title = view.title
        state = .caseState(view, words)
        opened = Moment(view.openedAt, now: now, words)
        closed = Moment(view.closedAt, now: now, words)
    }
}

/// A line of a list of facts.
struct FactRow {
    let kind: String
    let name: String
    let version: String
    let installed: Moment?
    let learnt: Moment?

    init(_ fact: FactView, now: Date, _ words: StringTable) {
        kind = words["fact", fact.kind]
        name = fact.name
        version = fact.version
        installed = Moment(fact.installedAt, now: now, words)
        learnt = Moment(fact.learntAt, now: now, words)
    }
}

/// A line of an event log.
struct EventRow {
    let at: Moment?
    let severity: Badge
    let text: String

    init(_ event: EventView, now: Date, _ words: StringTable) {
        at = Moment(event.at, now: now, words)
        severity = .severity(event.severity, words)
        text = event.text
    }
}

/// Something illegal that was seen.
struct FindingRow {
    let at: Moment?
    let kind: String
    let signature: String
    let route: String
    let summary: String
    /// Why it matters.
    let reason: String
    let program: String?
    let evidence: String
    let action: String

    init(_ finding: FindingView, now: Date, _ words: StringTable) {
        at = Moment(finding.at, now: now, words)
        kind = words["finding", finding.kind]
        signature = finding.signature
        route = finding.destination.isEmpty ? finding.source : "\(finding.source) → \(finding.destination)"
        summary = finding.summary
        reason = words["findingwhy", finding.kind]
        program = finding.program
        evidence = finding.evidence
        action = finding.action
    }
}

/// A step of a job.
struct StepRow {
    let number: Int
    let title: String
    let state: Badge
    let started: Moment?
    let took: String?
    let isRunning: Bool
    let percent: Int
    let progress: String?
    let evidence: String?

    init(_ step: StepView, number: Int, now: Date, _ words: StringTable) {
        self.number = number
        title = words["step", step.name]
        state = .state(step.state, words)
        started = Moment(step.startedAt, now: now, words)
        took = step.seconds.map { Moment.span($0, words) }
        isRunning = step.state == .running
        percent = step.percent
        progress = isRunning && !step.progress.isEmpty ? step.progress : nil
        evidence = step.evidence.isEmpty ? nil : step.evidence
    }
}
