public import FoundationEssentials

/// A story at one endpoint, with everything that was done so far.
public struct Job: Sendable, Codable, Hashable {
    /// How a job stands.
    public enum State: String, Sendable, Codable, Hashable, CaseIterable {
        case queued
        case running
        case succeeded
        case failed
        case cancelled

        /// True when nothing more will happen.
        public var isFinal: Bool { self == .succeeded || self == .failed || self == .cancelled }
    }

    public var id: String
    /// The endpoint's name.
    public var endpoint: String
    public var story: Story
    public var state: State
    /// The steps of the story, all of them, in order.
    public var steps: [JobStep]
    /// Who asked for it.
    public var requestedBy: String
    public var createdAt: Date
    public var finishedAt: Date?
    /// Why it failed; nil unless it did.
    public var failure: String?

    /// Creates a queued job with all its steps still to be done.
    public init(
        id: String = UUID().uuidString.lowercased(),
        endpoint: String,
        story: Story,
        requestedBy: String,
        createdAt: Date
    ) {
        self.id = id
        self.endpoint = endpoint
        self.story = story
        state = .queued
        steps = story.steps.map(JobStep.init(name:))
        self.requestedBy = requestedBy
        self.createdAt = createdAt
    }

    /// The step of a name; nil when the story has none.
    public func step(_ name: StepName) -> JobStep? { steps.first { $0.name == name } }
}
