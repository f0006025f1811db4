public import FoundationEssentials

/// An order to run a story on an endpoint.
public struct JobOrder: Codable, Hashable, Sendable {
    /// The story: `quarantine`, `wake-patch-off`, `reinstall`, `reset`, `update-guard`, `reset-with-data` or `secure-erase`.
    public var story: String

    /// Creates the order.
    public init(story: String) {
        self.story = story
    }
}

/// How far a job or a step has come.
public enum JobState: String, Codable, CaseIterable, Hashable, Sendable {
    /// Not begun.
    case waiting
    /// Under way.
    case running
    /// Done and verified.
    case succeeded
    /// Ended without its aim.
    case failed
    /// Nobody wants it any more.
    case cancelled

    /// Whether nothing more will happen.
    public var isFinal: Bool { self == .succeeded || self == .failed || self == .cancelled }
}

/// One job as a line of a list.
public struct JobSummary: Codable, Hashable, Sendable {
    /// Its name.
    public var id: String
    /// The endpoint that it works on.
    public var endpoint: String
    /// The story that it follows.
    public var story: String
    /// How far it has come.
    public var state: JobState
    /// When it was asked for.
    public var startedAt: Date
    /// When it ended.
    public var finishedAt: Date?
    /// How many of its steps are done.
    public var stepsDone: Int
    /// How many steps it has.
    public var stepsTotal: Int
    /// Why it failed, when it did.
    public var failure: String?

    /// Creates the line.
    public init(
        id: String,
        endpoint: String,
        story: String,
        state: JobState,
        startedAt: Date,
        finishedAt: Date?,
        stepsDone: Int,
        stepsTotal: Int,
        failure: String?
    ) {
        self.id = id
        self.endpoint = endpoint
        self.story = story
        self.state = state
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.stepsDone = stepsDone
        self.stepsTotal = stepsTotal
        self.failure = failure
    }
}

/// One job with its steps.
public struct JobDetail: Codable, Hashable, Sendable {
    /// The line of the list.
    public var summary: JobSummary
    /// Its steps in order.
    public var steps: [StepView]

    /// Creates the detail.
    public init(summary: JobSummary, steps: [StepView]) {
        self.summary = summary
        self.steps = steps
    }
}

/// One step of a job, with what shows that it was done.
public struct StepView: Codable, Hashable, Sendable {
    /// Its name, the same in every language.
    public var name: String
    /// How far it has come.
    public var state: JobState
    /// When it began.
    public var startedAt: Date?
    /// When it ended.
    public var finishedAt: Date?
    /// How many seconds it took, or takes so far.
    public var seconds: Double?
    /// How far it is, out of a hundred.
    public var percent: Int
    /// What it does now.
    public var progress: String
    /// What shows its end, or why it failed.
    public var evidence: String

    /// Creates the step.
    public init(
        name: String,
        state: JobState,
        startedAt: Date?,
        finishedAt: Date?,
        seconds: Double?,
        percent: Int,
        progress: String,
        evidence: String
    ) {
        self.name = name
        self.state = state
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.seconds = seconds
        self.percent = percent
        self.progress = progress
        self.evidence = evidence
    }
}
