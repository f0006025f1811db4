public import FoundationEssentials
public import PacketPolicy

/// One endpoint as a line of the fleet.
public struct EndpointSummary: Codable, Hashable, Sendable {
    /// Its name in the fleet.
    public var name: String
    /// The address of its engine.
    public var address: String
    /// Whether its engine answered the last time it was asked.
    public var reachable: Bool
    /// Its power: `on`, `sleep`, `offSoft`, `offHard` or `unknown`.
    public var power: String
    /// Its stance, when it is known.
    public var stance: Stance?
    /// Whether the guest agent of the user OS answers.
    public var agentConnected: Bool
    /// The state of its appliance: `off`, `starting`, `ready`, `failed` or `unknown`.
    public var appliance: String
    /// When its engine last answered.
    public var lastSeen: Date?
    /// The job that was started last.
    public var lastJob: JobSummary?
    /// The open case, when there is one.
    public var openCase: String?

    /// Creates the line.
    public init(
        name: String,
        address: String,
        reachable: Bool,
        power: String,
        stance: Stance?,
        agentConnected: Bool,
        appliance: String,
        lastSeen: Date?,
        lastJob: JobSummary?,
        openCase: String?
    ) {
        self.name = name
        self.address = address
        self.reachable = reachable
        self.power = power
        self.stance = stance
        self.agentConnected = agentConnected
        self.appliance = appliance
        self.lastSeen = lastSeen
        self.lastJob = lastJob
        self.openCase = openCase
    }
}

/// One endpoint with all that the console holds about it at a glance.
public struct EndpointDetail: Codable, Hashable, Sendable {
    /// The line of the fleet.
    public var summary: EndpointSummary
    /// The power actions that may be asked for now.
    public var powerActions: [PowerVerb]
    /// Named measurements of the appliance: versions, uptime, counters.
    public var appliance: [NamedValue]
    /// Why the last question to the engine failed, when it did.
    public var trouble: String?

    /// Creates the detail.
    public init(summary: EndpointSummary, powerActions: [PowerVerb], appliance: [NamedValue], trouble: String?) {
        self.summary = summary
        self.powerActions = powerActions
        self.appliance = appliance
        self.trouble = trouble
    }
}

/// A value with its name.
public struct NamedValue: Codable, Hashable, Sendable {
    /// What is measured.
    public var name: String
    /// The value as text.
    public var value: String

    /// Creates the pair.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// One thing known about an endpoint's hardware or software, and since when.
public struct FactView: Codable, Hashable, Sendable {
    /// The kind of fact: `os`, `package`, `update`, `antivirusEngine`, `definitions` or a kind of hardware.
    public var kind: String
    /// What it is about.
    public var name: String
    /// Its version or value.
    public var version: String
    /// When it came to be so on the endpoint.
    public var installedAt: Date?
    /// When it was learnt.
    public var learntAt: Date?

    /// Creates the fact.
    public init(kind: String, name: String, version: String, installedAt: Date?, learntAt: Date?) {
        self.kind = kind
        self.name = name
        self.version = version
        self.installedAt = installedAt
        self.learntAt = learntAt
    }
}

/// One line of an endpoint's event log.
public struct EventView: Codable, Hashable, Sendable {
    /// When it happened.
    public var at: Date
    /// How grave it is.
    public var severity: String
    /// What happened.
    public var text: String

    /// Creates the line.
    public init(at: Date, severity: String, text: String) {
        self.at = at
        self.severity = severity
        self.text = text
    }
}

/// Something illegal that the appliance saw.
public struct FindingView: Codable, Hashable, Sendable {
    /// Its name.
    public var id: String
    /// When it was seen.
    public var at: Date
    /// `worm`, `port-scan`, `signature`, `blocked-address`, `blocked-name`, `beaconing`, `exfiltration`,
    /// `spoofing` or `blind`.
    public var kind: String
    /// The rule that matched.
    public var signature: String
    /// Whence the traffic came.
    public var source: String
    /// Where it went.
    public var destination: String
    /// What it was, in a sentence.
    public var summary: String
    /// What shows it.
    public var evidence: String
    /// What was done at once.
    public var action: String
    /// The program inside the user OS that had the connection, when its agent could tell.
    public var program: String?

    /// Creates the finding.
    public init(
        id: String,
        at: Date,
        kind: String,
        signature: String,
        source: String,
        destination: String,
        summary: String,
        evidence: String,
        action: String,
        program: String? = nil
    ) {
        self.id = id
        self.at = at
        self.kind = kind
        self.signature = signature
        self.source = source
        self.destination = destination
        self.summary = summary
        self.evidence = evidence
        self.action = action
        self.program = program
    }
}
