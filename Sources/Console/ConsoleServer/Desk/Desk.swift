public import ConsoleAPI
public import Fleet

/// What the console can be asked: everything that the REST calls and the pages do goes through here.
///
/// Refusals are thrown as ``ConsoleAPI/Problem``.
public protocol Desk: Sendable {
    /// The fleet.
    func endpoints() async throws -> [EndpointSummary]
    /// Adds an endpoint.
    func add(_ addition: EndpointAddition) async throws -> EndpointSummary
    /// One endpoint as it is now.
    func endpoint(_ name: String) async throws -> EndpointDetail
    /// Changes its power.
    func order(_ order: PowerOrder, of name: String) async throws
    /// Changes its stance.
    func order(_ order: StanceOrder, of name: String) async throws
    /// Gives an appliance a part in the cache of its branch, or none.
    func order(_ order: BranchOrder, of name: String) async throws
    /// What is known about it.
    func facts(of name: String) async throws -> [FactView]
    /// Its event log, newest first.
    func events(of name: String) async throws -> [EventView]
    /// What its appliance found, newest first.
    func findings(of name: String) async throws -> [FindingView]
    /// Begins to scan its disk.
    func scan(_ order: ScanRequest, of name: String) async throws -> OperationView
    /// Lets its scan rest, go on, or end.
    func change(scan change: ScanChange, of name: String) async throws
    /// Begins to look for updates.
    func listUpdates(_ order: UpdateRequest, of name: String) async throws -> OperationView
    /// How far it is with a piece of work.
    func operation(_ id: String, of name: String) async throws -> OperationView
    /// The infected files that its appliance keeps.
    func keptFiles(of name: String) async throws -> [KeptFileView]
    /// Begins to put one of them back.
    func restoreFile(_ id: String, of name: String) async throws -> OperationView
    /// Begins to throw one of them away.
    func forgetFile(_ id: String, of name: String) async throws -> OperationView
    /// Starts a story on it.
    func start(_ order: JobOrder, on name: String) async throws -> JobDetail
    /// The jobs, newest first.
    func jobs() async throws -> [JobSummary]
    /// One job.
    func job(_ id: String) async throws -> JobDetail
    /// The cases, newest first.
    func cases() async throws -> [CaseView]
    /// One case.
    func oneCase(_ id: String) async throws -> CaseView
    /// A part of the evidence of a case, fetched from its endpoint.
    func evidence(_ part: String, ofCase id: String) async throws -> EvidenceFile
    /// The policy of the guard.
    func policy() async throws -> GuardPolicyText
    /// Takes another policy.
    func take(_ policy: GuardPolicyText) async throws -> GuardPolicyText
    /// Changes from now on.
    func changes() async -> AsyncStream<FleetChange>
}
