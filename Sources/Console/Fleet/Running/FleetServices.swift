/// Everything that running a job needs, besides the job.
public struct FleetServices: Sendable {
    public var endpoints: any EndpointStore
    public var jobs: any JobStore
    public var cases: any CaseStore
    public var connector: any EndpointConnector
    public var catalog: any ContentCatalog
    public var settings: FleetSettings
    public var changes: ChangeFeed
    public var clock: FleetClock

    /// Gathers them.
    public init(
        endpoints: any EndpointStore,
        jobs: any JobStore,
        cases: any CaseStore,
        connector: any EndpointConnector,
        catalog: any ContentCatalog,
        settings: FleetSettings,
        changes: ChangeFeed,
        clock: FleetClock = .system
    ) {
        self.endpoints = endpoints
        self.jobs = jobs
        self.cases = cases
        self.connector = connector
        self.catalog = catalog
        self.settings = settings
        self.changes = changes
        self.clock = clock
    }
}
