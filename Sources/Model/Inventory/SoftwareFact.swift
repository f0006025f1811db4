public import FoundationEssentials

/// One thing known about the software of a PC, and since when.
public struct SoftwareFact: Sendable, Codable, Hashable {
    /// What the fact is about.
    public enum Kind: String, Sendable, Codable, Hashable, CaseIterable {
        case os
        case package
        /// A package that is installed in an older version than there is; the version is that, with its severity.
        case update
        case antivirusEngine
        case definitions
    }

    public var kind: Kind
    public var name: String
    public var version: String
    /// When it was installed, where that is known.
    public var installedAt: Date?
    /// When the engine learnt it.
    public var learntAt: Date

    public init(kind: Kind, name: String, version: String, installedAt: Date?, learntAt: Date) {
        self.kind = kind
        self.name = name
        self.version = version
        self.installedAt = installedAt
        self.learntAt = learntAt
    }
}
