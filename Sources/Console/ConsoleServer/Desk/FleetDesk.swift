public import ConsoleAPI
public import Fleet
import Foundation
import Inventory

/// The desk of a fleet kept in stores and reached through a connector.
public struct FleetDesk: Desk {
    private let endpointStore: any EndpointStore
    private let jobStore: any JobStore
    private let caseStore: any CaseStore
    private let connector: any EndpointConnector
    private let catalog: any ContentCatalog
    private let feed: ChangeFeed
    private let now: @Sendable () -> Date
    /// Where updates are looked for unless something else is said.
    let repository: String
    let branch: BranchKey

    /// Creates the desk of a fleet.
    ///
    /// - Parameter branch: what its appliances know of each other.
    public init(_ fleet: FleetServices, branch: BranchKey = BranchKey()) {
        self.branch = branch
        endpointStore = fleet.endpoints
        jobStore = fleet.jobs
        caseStore = fleet.cases
        connector = fleet.connector
        catalog = fleet.catalog
        feed = fleet.changes
        now = fleet.clock.now
        repository = fleet.settings.repository
    }

    public func endpoints() async throws -> [EndpointSummary] {
        try await answering {
            let snapshots = Dictionary(try await endpointStore.snapshots().map { ($0.endpoint, $0) }) { $1 }
            let jobs = Dictionary(try await jobStore.jobs(of: nil, limit: 500).map { ($0.endpoint, $0) }) { first, _ in
                first
            }
            let open = Dictionary(try await openCases().map { ($0.endpoint, $0) }) { first, _ in first }
            return try await endpointStore.endpoints().map { endpoint in
                EndpointSummary(
                    endpoint,
                    snapshots[endpoint.name],
                    job: jobs[endpoint.name],
                    openCase: open[endpoint.name],
                    now: now()
                )
            }
        }
    }

    public func add(_ addition: EndpointAddition) async throws -> EndpointSummary {
        guard Endpoint.isName(addition.name) else {
            throw Problem.badRequest(
                "A name has 1 to 63 letters, digits, '.', '-' or '_', and does not begin with '.'."
            )
        }
        let port = addition.port ?? (addition.address.hasPrefix("https://") ? 16993 : 16992)
        guard (1...65535).contains(port), !addition.address.isEmpty, !addition.address.contains(where: \.isWhitespace)
        else {
            throw Problem.badRequest("An address is a host name or an IP address, a port a number from 1 to 65535.")
        }
        let endpoint = Endpoint(name: addition.name, address: addition.address, port: port)
        let credentials = Credentials(user: addition.user ?? "admin", password: addition.password)
        return try await answering {
            try await endpointStore.add(endpoint, credentials: credentials)
            feed.publish(.endpoint(endpoint.name))
            return EndpointSummary(endpoint, nil, job: nil, openCase: nil, now: now())
        }
    }

    public func endpoint(_ name: String) async throws -> EndpointDetail {
        try await answering {
            let endpoint = try await find(name)
            let snapshot = try await endpointStore.snapshot(of: name)
            let job = try await jobStore.jobs(of: name, limit: 1).first
            let openCase = try await caseStore.cases(of: name).first { $0.state != .released }
            let summary = EndpointSummary(endpoint, snapshot, job: job, openCase: openCase, now: now())
            return EndpointDetail(summary: summary, snapshot)
        }
    }

    public func order(_ order: PowerOrder, of name: String) async throws {
        try await answering {
            let control = try await control(of: name)
            if let boot = order.bootOnce, boot != .disk {
                try await control.bootOnce(from: boot.device)
            }
            try await control.perform(order.action.action)
            await refresh(name, through: control)
        }
    }

    public func order(_ order: StanceOrder, of name: String) async throws {
        try await answering {
            let control = try await control(of: name)
            try await control.requestStance(order.stance, reason: order.reason)
            await refresh(name, through: control)
        }
    }

    public func facts(of name: String) async throws -> [FactView] {
        try await answering {
            _ = try await find(name)
            let snapshot = try await endpointStore.snapshot(of: name)
            let hardware = snapshot?.hardware.map { FactView.hardware($0, learntAt: snapshot?.answeredAt) } ?? []
            return (snapshot?.facts.map { FactView($0) } ?? []) + hardware
        }
    }

    public func events(of name: String) async throws -> [EventView] {
        try await answering {
            try await control(of: name).events().reversed().map { EventView($0) }
        }
    }

    public func findings(of name: String) async throws -> [FindingView] {
        try await answering {
            _ = try await find(name)
            let findings = try await endpointStore.snapshot(of: name)?.findings ?? []
            return findings.sorted { $0.at > $1.at }.map { FindingView($0) }
        }
    }

    public func start(_ order: JobOrder, on name: String) async throws -> JobDetail {
        guard let story = Story(rawValue: order.story) else {
            let known = Story.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem.badRequest("There is no such story. The stories are: \(known).")
        }
        return try await answering {
            _ = try await find(name)
            let job = Job(endpoint: name, story: story, requestedBy: "administrator", createdAt: now())
            try await jobStore.add(job)
            feed.publish(.job(job.id))
            return JobDetail(job, now: now())
        }
    }

    public func jobs() async throws -> [JobSummary] {
        try await answering { try await jobStore.jobs(of: nil, limit: 500).map { JobSummary($0) } }
    }

    public func job(_ id: String) async throws -> JobDetail {
        try await answering {
            guard let job = try await jobStore.job(id) else { throw Problem.notFound("job", id) }
            return JobDetail(job, now: now())
        }
    }

    public func cases() async throws -> [CaseView] {
        try await answering { try await caseStore.cases(limit: 200).map { CaseView($0) } }
    }

    public func oneCase(_ id: String) async throws -> CaseView {
        try await answering { CaseView(try await find(caseOf: id)) }
    }

    public func changes() async -> AsyncStream<FleetChange> { feed.changes() }

    public func evidence(_ part: String, ofCase id: String) async throws -> EvidenceFile {
        guard let part = EvidencePart(rawValue: part) else { throw Problem.notFound("part of the evidence", part) }
        return try await answering {
            let found = try await find(caseOf: id)
            let bytes = try await control(of: found.endpoint).evidence(part, of: found.finding.id)
            return EvidenceFile(name: part.fileName(of: found.finding.id), content: Data(bytes))
        }
    }

    public func policy() async throws -> GuardPolicyText {
        try await answering { GuardPolicyText(text: try await catalog.policyText()) }
    }

    public func take(_ policy: GuardPolicyText) async throws -> GuardPolicyText {
        do {
            _ = try GuardPolicy(untrustedText: policy.text)
        } catch {
            throw Problem.badRequest("The policy has a mistake in \(error).")
        }
        return try await answering {
            try await catalog.keep(policyText: policy.text)
            return policy
        }
    }

    private func find(caseOf id: String) async throws -> Case {
        guard let found = try await caseStore.cases(limit: 10000).first(where: { $0.id == id }) else {
            throw Problem.notFound("case", id)
        }
        return found
    }

    func find(_ untrustedName: String) async throws -> Endpoint {
        guard let endpoint = try await endpointStore.endpoint(named: untrustedName) else {
            throw Problem.notFound("PC", untrustedName)
        }
        return endpoint
    }

    func control(of name: String) async throws -> any EndpointControl {
        try await connector.control(of: find(name))
    }

    /// Keeps what an order has changed; when that cannot be read now, the next look at the endpoint will.
    private func refresh(_ name: String, through control: any EndpointControl) async {
        guard var seen = try? await endpointStore.snapshot(of: name) else { return }
        if let power = try? await control.power() { seen.power = power }
        if let stance = try? await control.stance() { seen.stance = stance }
        try? await endpointStore.save(seen)
        feed.publish(.endpoint(name))
    }

    private func openCases() async throws -> [Case] {
        try await caseStore.cases(limit: 500).filter { $0.state != .released }
    }

    func answering<Answer>(_ work: () async throws -> Answer) async throws -> Answer {
        do {
            return try await work()
        } catch let error as FleetError {
            throw Problem(error)
        }
    }
}
