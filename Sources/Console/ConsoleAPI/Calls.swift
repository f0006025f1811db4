/// Every call of the REST interface.
public enum Calls {
    /// Opens a session.
    public static let login = Call<LoginRequest, LoginAnswer>(
        "login",
        .post,
        "/session",
        "Opens a session with a name and a password.",
        isPublic: true
    )
    /// Ends the session.
    public static let logout = Call<Nothing, Nothing>(
        "logout",
        .delete,
        "/session",
        "Ends the session of this request.",
        status: 204
    )
    /// The fleet.
    public static let endpoints = Call<Nothing, [EndpointSummary]>(
        "listEndpoints",
        .get,
        "/endpoints",
        "Lists the fleet."
    )
    /// The fleet, live.
    public static let fleetEvents = Call<Nothing, [EndpointSummary]>(
        "followFleet",
        .get,
        "/fleet/events",
        "Sends the fleet now and after each change.",
        isStream: true
    )
    /// Adds an endpoint.
    public static let addEndpoint = Call<EndpointAddition, EndpointSummary>(
        "addEndpoint",
        .post,
        "/endpoints",
        "Adds an endpoint to the fleet.",
        status: 201
    )
    /// One endpoint.
    public static let endpoint = Call<Nothing, EndpointDetail>(
        "getEndpoint",
        .get,
        "/endpoints/{name}",
        "Shows one endpoint as it is now."
    )
    /// Changes the power.
    public static let power = Call<PowerOrder, EndpointDetail>(
        "orderPower",
        .post,
        "/endpoints/{name}/power",
        "Changes the power of an endpoint, with another boot source this one time when asked."
    )
    /// Changes the stance.
    public static let stance = Call<StanceOrder, EndpointDetail>(
        "orderStance",
        .post,
        "/endpoints/{name}/stance",
        "Changes the stance of an endpoint: what its user OS may say to the network."
    )
    /// What is known.
    public static let facts = Call<Nothing, [FactView]>(
        "listFacts",
        .get,
        "/endpoints/{name}/facts",
        "Lists what is known about hardware and software, also while the user OS is off."
    )
    /// What happened.
    public static let events = Call<Nothing, [EventView]>(
        "listEvents",
        .get,
        "/endpoints/{name}/events",
        "Lists the event log, newest first."
    )
    /// What was seen.
    public static let findings = Call<Nothing, [FindingView]>(
        "listFindings",
        .get,
        "/endpoints/{name}/findings",
        "Lists what the appliance found illegal, newest first."
    )
    /// Starts a story.
    public static let startJob = Call<JobOrder, JobDetail>(
        "startJob",
        .post,
        "/endpoints/{name}/jobs",
        "Starts a story on an endpoint.",
        status: 201
    )
    /// The jobs.
    public static let jobs = Call<Nothing, [JobSummary]>(
        "listJobs",
        .get,
        "/jobs",
        "Lists the jobs, newest first."
    )
    /// One job.
    public static let job = Call<Nothing, JobDetail>(
        "getJob",
        .get,
        "/jobs/{id}",
        "Shows one job with its steps and their evidence."
    )
    /// One job, live.
    public static let jobEvents = Call<Nothing, JobDetail>(
        "followJob",
        .get,
        "/jobs/{id}/events",
        "Sends the job now and after each change, until it is final.",
        isStream: true
    )
    /// The policy of the guard.
    public static let policy = Call<Nothing, GuardPolicyText>(
        "getPolicy",
        .get,
        "/policy",
        "Shows what the guards of the fleet do about what they find."
    )
    /// Another policy of the guard.
    public static let setPolicy = Call<GuardPolicyText, GuardPolicyText>(
        "setPolicy",
        .post,
        "/policy",
        "Takes another policy of the guard; the story update-guard brings it to an endpoint."
    )
    /// The evidence of a case.
    public static let evidence = Call<Nothing, EvidenceFile>(
        "getEvidence",
        .get,
        "/cases/{id}/evidence/{part}",
        "Fetches the evidence of a case from its endpoint: capture (pcap) or records (JSON lines)."
    )
    /// The cases.
    public static let cases = Call<Nothing, [CaseView]>(
        "listCases",
        .get,
        "/cases",
        "Lists the cases, newest first."
    )
    /// One case.
    public static let oneCase = Call<Nothing, CaseView>(
        "getCase",
        .get,
        "/cases/{id}",
        "Shows one case."
    )
}
