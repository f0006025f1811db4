public import FoundationEssentials

/// One infected endpoint from alert to release.
public struct CaseView: Codable, Hashable, Sendable {
    /// Its name.
    public var id: String
    /// What people call it by, on the phone; the person at the endpoint is told it.
    public var number: String
    /// The endpoint.
    public var endpoint: String
    /// Whether it is still open.
    public var isOpen: Bool
    /// Where it stands, in the words of the fleet.
    public var state: String
    /// What it is about, in a sentence.
    public var title: String
    /// When the alert came.
    public var openedAt: Date
    /// When the endpoint was released.
    public var closedAt: Date?
    /// The jobs that were run for it.
    public var jobs: [String]
    /// What was seen.
    public var findings: [FindingView]
    /// What happened, in order.
    public var log: [EventView]

    /// Creates the view.
    public init(
        id: String,
        number: String,
        endpoint: String,
        isOpen: Bool,
        state: String,
        title: String,
        openedAt: Date,
        closedAt: Date?,
        jobs: [String],
        findings: [FindingView],
        log: [EventView]
    ) {
        self.id = id
        self.number = number
        self.endpoint = endpoint
        self.isOpen = isOpen
        self.state = state
        self.title = title
        self.openedAt = openedAt
        self.closedAt = closedAt
        self.jobs = jobs
        self.findings = findings
        self.log = log
    }
}
