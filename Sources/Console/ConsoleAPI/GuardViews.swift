public import FoundationEssentials

/// The policy of the guard, as the text that people write.
public struct GuardPolicyText: Codable, Hashable, Sendable {
    /// One rule a line.
    public var text: String

    /// Creates it.
    public init(text: String) {
        self.text = text
    }
}

/// A part of the evidence of a case.
public struct EvidenceFile: Codable, Hashable, Sendable {
    /// What to call the file.
    public var name: String
    /// Its content; Base64 in JSON.
    public var content: Data

    /// Creates it.
    public init(name: String, content: Data) {
        self.name = name
        self.content = content
    }
}
