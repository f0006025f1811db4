public import Fleet
public import FoundationEssentials

/// The fleet's stores without a disk, and a console that can be killed: no write reaches the stores afterwards.
public actor MemoryFleet {
    var allEndpoints: [String: (Endpoint, Credentials)] = [:]
    var allSnapshots: [String: EndpointSnapshot] = [:]
    var allJobs: [Job] = []
    var claims: [String: (claimant: String, until: Date)] = [:]
    var cancelled: Set<String> = []
    var allCases: [Case] = []
    private var writesLeft: Int?
    private var stepsLeft: Int?
    private var fatalStep: StepName?

    public init() {}

    /// Kills the console after so many more writes of jobs.
    public func kill(afterWrites writes: Int) {
        writesLeft = writes
    }

    /// Kills the console when so many more steps are written down as done.
    public func kill(afterSteps steps: Int) {
        stepsLeft = steps
    }

    /// Kills the console when it is about to write down that a step is done.
    public func kill(beforeEndOf step: StepName) {
        fatalStep = step
    }

    /// How many writes are left before the console is killed.
    public var remainingWrites: Int? { writesLeft }

    /// Starts the console again.
    public func revive() {
        fatalStep = nil
        writesLeft = nil
        stepsLeft = nil
    }

    func beforeWrite() throws(FleetError) {
        guard writesLeft != 0, stepsLeft != 0 else { throw FleetError.claimLost }
        writesLeft = writesLeft.map { $0 - 1 }
    }

    func afterWrite(_ old: Job, _ new: Job) {
        let done = { (job: Job) in job.steps.count { $0.state == .succeeded } }
        guard done(new) > done(old) else { return }
        stepsLeft = stepsLeft.map { $0 - 1 }
    }
}

extension MemoryFleet: EndpointStore {
    public func endpoints() -> [Endpoint] { allEndpoints.values.map(\.0).sorted { $0.name < $1.name } }

    public func endpoint(named name: String) -> Endpoint? { allEndpoints[name]?.0 }

    public func add(_ endpoint: Endpoint, credentials: Credentials) throws(FleetError) {
        guard allEndpoints[endpoint.name] == nil else { throw FleetError.conflict("\(endpoint.name) is there") }
        allEndpoints[endpoint.name] = (endpoint, credentials)
    }

    public func keepCertificate(_ fingerprint: String, of name: String) throws(FleetError) {
        guard allEndpoints[name] != nil else { throw FleetError.unknown(name) }
        allEndpoints[name]?.0.certificate = fingerprint
    }

    public func removeEndpoint(named name: String) throws(FleetError) {
        guard allEndpoints.removeValue(forKey: name) != nil else { throw FleetError.unknown(name) }
        allSnapshots[name] = nil
    }

    public func credentials(for endpoint: Endpoint) -> Credentials? { allEndpoints[endpoint.name]?.1 }

    public func snapshot(of name: String) -> EndpointSnapshot? { allSnapshots[name] }

    public func snapshots() -> [EndpointSnapshot] { allSnapshots.values.sorted { $0.endpoint < $1.endpoint } }

    public func save(_ snapshot: EndpointSnapshot) {
        guard allEndpoints[snapshot.endpoint] != nil else { return }
        allSnapshots[snapshot.endpoint] = snapshot
    }
}

extension MemoryFleet: JobStore {
    public func add(_ job: Job) throws(FleetError) {
        guard !allJobs.contains(where: { $0.endpoint == job.endpoint && !$0.state.isFinal }) else {
            throw FleetError.conflict("\(job.endpoint) is busy")
        }
        allJobs.append(job)
    }

    public func job(_ id: String) -> Job? { allJobs.first { $0.id == id } }

    public func jobs(of endpoint: String?, limit: Int) -> [Job] {
        Array(allJobs.reversed().filter { endpoint == nil || $0.endpoint == endpoint }.prefix(limit))
    }

    public func cancel(_ id: String) throws(FleetError) {
        guard let place = allJobs.firstIndex(where: { $0.id == id }) else { throw FleetError.unknown(id) }
        guard !allJobs[place].state.isFinal else { throw FleetError.conflict("finished") }
        cancelled.insert(id)
        if allJobs[place].state == .queued { allJobs[place].state = .cancelled }
    }

    public func claimNext(by claimant: String, now: Date, until: Date) -> Job? {
        let next = allJobs.firstIndex {
            $0.state == .queued || ($0.state == .running && (claims[$0.id]?.until ?? .distantPast) < now)
        }
        guard let next else { return nil }
        allJobs[next].state = .running
        claims[allJobs[next].id] = (claimant, until)
        return allJobs[next]
    }

    public func renew(_ id: String, by claimant: String, until: Date) throws(FleetError) {
        try requireClaim(id, claimant)
        guard !cancelled.contains(id) else { throw FleetError.interrupted }
        claims[id] = (claimant, until)
    }

    public func save(_ job: Job, by claimant: String) throws(FleetError) {
        try beforeWrite()
        if let fatalStep, job.step(fatalStep)?.state == .succeeded { throw FleetError.claimLost }
        try requireClaim(job.id, claimant)
        guard let place = allJobs.firstIndex(where: { $0.id == job.id }) else { throw FleetError.unknown(job.id) }
        let old = allJobs[place]
        allJobs[place] = job
        afterWrite(old, job)
    }

    private func requireClaim(_ id: String, _ claimant: String) throws(FleetError) {
        guard job(id)?.state == .running, claims[id]?.claimant == claimant else { throw FleetError.claimLost }
    }
}

extension MemoryFleet: CaseStore {
    public func cases(limit: Int) -> [Case] { Array(allCases.reversed().prefix(limit)) }

    public func cases(of endpoint: String) -> [Case] { allCases.reversed().filter { $0.endpoint == endpoint } }

    public func open(_ newCase: Case) -> Case {
        if let present = allCases.first(where: { $0.endpoint == newCase.endpoint && $0.state != .released }) {
            return present
        }
        allCases.append(newCase)
        return newCase
    }

    public func save(_ changedCase: Case) throws(FleetError) {
        guard let place = allCases.firstIndex(where: { $0.id == changedCase.id }) else {
            throw FleetError.unknown(changedCase.id)
        }
        allCases[place] = changedCase
    }
}
