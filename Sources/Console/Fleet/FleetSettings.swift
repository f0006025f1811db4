/// What the stories work with, and how long they wait.
public struct FleetSettings: Sendable, Codable, Hashable {
    /// The package that the stories keep current.
    public var package: String
    /// Where the appliance gets packages, as apt's sources name it after `deb`.
    public var repository: String
    /// What a user OS that is patched reaches through its appliance's cache beside that repository: those of its own sources.
    public var otherRepositories: [String]
    /// What the user OS must reach once it is released.
    public var checkHost: String
    public var checkPort: Int
    /// Whom the person at an endpoint that is cut off is to call; empty for what the endpoint itself says.
    public var contact: String
    /// How long a power change may take.
    public var powerSeconds: Int
    /// How long a user OS may take from power on to its agent's first answer.
    public var agentSeconds: Int
    /// How long a user OS may be silent before it counts as one that does not come up.
    public var silenceSeconds: Int
    /// How long one operation of an endpoint may come no further.
    public var operationSeconds: Int
    /// How long an installation may take, from power on to the agent's first answer.
    public var installationSeconds: Int

    /// Creates settings; the bounds are generous, for emulated machines.
    public init(
        package: String = "branch-app",
        repository: String = "[trusted=yes] http://repo.lan/",
        otherRepositories: [String] = [],
        checkHost: String = "10.10.0.1",
        checkPort: Int = 80,
        contact: String = "",
        powerSeconds: Int = 120,
        agentSeconds: Int = 300,
        silenceSeconds: Int = 120,
        operationSeconds: Int = 600,
        installationSeconds: Int = 900
    ) {
        self.package = package
        self.repository = repository
        self.otherRepositories = otherRepositories
        self.checkHost = checkHost
        self.checkPort = checkPort
        self.contact = contact
        self.powerSeconds = powerSeconds
        self.agentSeconds = agentSeconds
        self.silenceSeconds = silenceSeconds
        self.operationSeconds = operationSeconds
        self.installationSeconds = installationSeconds
    }

    /// All that a user OS reaches through its appliance's cache while it is patched.
    public var patchRepositories: [String] { [repository] + otherRepositories }
}
