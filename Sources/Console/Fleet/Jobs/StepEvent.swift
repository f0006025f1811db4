/// What can happen to a step.
public enum StepEvent: Sendable, Hashable {
    /// It is begun, or begun again after the console was restarted.
    case begun
    /// It tells how far it is.
    case progressed(percent: Int, text: String)
    /// It has begun long work at the endpoint, under a number.
    case operationBegun(key: String, id: String)
    /// It is done and was seen to be done.
    case succeeded(Evidence)
    /// It will not be done.
    case failed(String)
}

/// What shows that a step is done.
public struct Evidence: Sendable, Hashable {
    /// In a sentence, for people.
    public var text: String
    /// The same for programs, as JSON; empty when there is nothing more to say.
    public var detail: String

    /// Creates evidence from a sentence.
    public init(_ text: String) {
        self.text = text
        detail = ""
    }
}
