public import FoundationEssentials

/// An order to scan the disk of an endpoint from outside.
public struct ScanRequest: Codable, Hashable, Sendable {
    /// Every file, and not only those that have changed since they were found clean.
    public var full: Bool
    /// The most mebibytes to read a second; without bound when it is left out.
    public var megabytesPerSecond: Int?
    /// After how many minutes to leave the rest to the next scan; without bound when it is left out.
    public var minutes: Int?

    /// Creates the order.
    public init(full: Bool, megabytesPerSecond: Int? = nil, minutes: Int? = nil) {
        self.full = full
        self.megabytesPerSecond = megabytesPerSecond
        self.minutes = minutes
    }
}

/// What to do with a scan that is running.
public enum ScanChange: String, Codable, CaseIterable, Hashable, Sendable {
    /// Rest.
    case pause
    /// Go on.
    case resume
    /// Give up; the next scan goes on there.
    case cancel
}

/// An order to a scan that is running.
public struct ScanChangeOrder: Codable, Hashable, Sendable {
    /// What to do.
    public var change: ScanChange

    /// Creates the order.
    public init(change: ScanChange) {
        self.change = change
    }
}

/// Where to look for updates.
public struct UpdateRequest: Codable, Hashable, Sendable {
    /// Repositories as apt's sources name them after `deb`; the console's own when it is left out.
    public var repositories: [String]?

    /// Creates the order.
    public init(repositories: [String]? = nil) {
        self.repositories = repositories
    }
}

/// Work that an endpoint does by itself.
public struct OperationView: Codable, Hashable, Sendable {
    /// Its name at the endpoint.
    public var id: String
    /// How far it has come.
    public var state: JobState
    /// How much of it is done, out of a hundred.
    public var percent: Int
    /// What it does now, or why it failed.
    public var text: String
    /// What came out, as JSON; empty when nothing does.
    public var result: String

    /// Creates the view.
    public init(id: String, state: JobState, percent: Int, text: String, result: String) {
        self.id = id
        self.state = state
        self.percent = percent
        self.text = text
        self.result = result
    }
}

/// An infected file of which the appliance keeps a copy.
public struct KeptFileView: Codable, Hashable, Sendable {
    /// Its name in the store.
    public var id: String
    /// Where the user OS had it.
    public var path: String
    /// What the scanner calls what is in it.
    public var infection: String
    /// The SHA-256 of its content, in hexadecimal.
    public var sha256: String
    /// Its size.
    public var sizeBytes: UInt64
    /// When it was copied.
    public var keptAt: Date

    /// Creates the view.
    public init(id: String, path: String, infection: String, sha256: String, sizeBytes: UInt64, keptAt: Date) {
        self.id = id
        self.path = path
        self.infection = infection
        self.sha256 = sha256
        self.sizeBytes = sizeBytes
        self.keptAt = keptAt
    }
}
