/// A package that is installed in an older version than a repository has.
public struct MissingUpdate: Sendable, Codable, Hashable {
    /// How much it matters that it is missing.
    public enum Severity: String, Sendable, Codable, Hashable, CaseIterable, Comparable {
        /// Anything else.
        case ordinary
        /// For a package that the system cannot do without.
        case important
        /// From a repository of security updates.
        case security

        /// By how much it matters.
        public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .ordinary: 0
            case .important: 1
            case .security: 2
            }
        }
    }

    public var name: String
    public var installed: String
    /// The version that the repository has.
    public var candidate: String
    public var severity: Severity

    public init(name: String, installed: String, candidate: String, severity: Severity) {
        self.name = name
        self.installed = installed
        self.candidate = candidate
        self.severity = severity
    }
}
