public import FoundationEssentials

/// One step of a job: how it stands, and what shows that it is done.
public struct JobStep: Sendable, Codable, Hashable {
    /// How a step stands.
    public enum State: String, Sendable, Codable, Hashable, CaseIterable {
        case pending
        case running
        case succeeded
        case failed
    }

    public var name: StepName
    public var state: State
    /// When it was first begun.
    public var startedAt: Date?
    public var finishedAt: Date?
    /// How often it was begun: more than once when the console was restarted meanwhile.
    public var attempt: Int
    /// How far it is, out of a hundred.
    public var percent: Int
    /// What it does now.
    public var progress: String
    /// What shows that it is done, or why it failed, in a sentence.
    public var evidence: String
    /// The same for programs, as JSON; empty when there is nothing more to say.
    public var detail: String
    /// The numbers of the endpoint's operations that it began, by ``WorkOrder/key``.
    public var operations: [String: String]

    /// Creates a step that is still to be done.
    public init(name: StepName) {
        self.name = name
        state = .pending
        attempt = 0
        percent = 0
        progress = ""
        evidence = ""
        detail = ""
        operations = [:]
    }

    /// The detail as a value; nil when there is none or it is something else.
    public func detail<Value: Decodable>(as type: Value.Type) -> Value? {
        try? JSONDecoder().decode(type, from: Data(detail.utf8))
    }
}
