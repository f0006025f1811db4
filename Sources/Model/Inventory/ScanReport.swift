/// An infected file on the disk of the user OS.
public struct Infection: Sendable, Codable, Hashable {
    public var path: String
    /// What the scanner calls it.
    public var name: String
    public var sha256: String
    /// The ``KeptFile/id`` of the copy in the appliance; nil when there is none.
    public var keptAs: String?
    /// Why there is no copy.
    public var notKept: String?
    /// Why the user OS cannot be asked to remove it by its path, and what a person can do; nil when it can be asked.
    public var notRemovable: String?

    public init(path: String, name: String, sha256: String, keptAs: String? = nil, notKept: String? = nil) {
        self.path = path
        self.name = name
        self.sha256 = sha256
        self.keptAs = keptAs
        self.notKept = notKept
    }
}

/// A disk or a partition of the user OS, and what the scan could make of it.
public struct ScannedVolume: Sendable, Codable, Hashable {
    /// `disk`, or `partition 2`.
    public var device: String
    /// What is on it: `ext4`, `NTFS`, `encrypted with LUKS`.
    public var content: String
    /// Where the user OS has it; empty when that is not known, or nothing is to be found there.
    public var mountPoint: String
    /// Why its files were not read, or only in part; nil when they were.
    public var trouble: String?

    public init(device: String, content: String, mountPoint: String = "", trouble: String? = nil) {
        self.device = device
        self.content = content
        self.mountPoint = mountPoint
        self.trouble = trouble
    }
}

/// What a virus scan of the user disk saw.
public struct ScanReport: Sendable, Codable, Hashable {
    public var filesScanned: Int
    public var bytesScanned: UInt64
    public var infections: [Infection]
    /// The paths that could not be read, and so were not scanned, each with the reason; not all of them if many.
    public var unreadable: [String]
    public var definitionsVersion: String
    public var seconds: Double
    /// Files that were found clean with these definitions before, and have not changed since.
    public var filesUnchanged = 0
    /// How many infected files there are, listed or not.
    public var infectionCount = 0
    /// How many files could not be read, listed or not.
    public var unreadableCount = 0
    /// How many of those files, folders and volumes should have been read: neither encrypted nor beyond the scanner's bounds.
    public var unscannedCount = 0
    /// The first of them, each with the reason.
    public var unscanned: [String] = []
    /// The copies of infected files that made room for others, each with what it was.
    public var displaced: [String] = []
    /// The disk and its partitions.
    public var volumes: [ScannedVolume] = []
    /// Why the scan ended before its end; nil when it did not.
    public var endedEarly: String?

    public init(
        filesScanned: Int,
        bytesScanned: UInt64,
        infections: [Infection],
        unreadable: [String],
        definitionsVersion: String,
        seconds: Double
    ) {
        self.filesScanned = filesScanned
        self.bytesScanned = bytesScanned
        self.infections = infections
        self.unreadable = unreadable
        self.definitionsVersion = definitionsVersion
        self.seconds = seconds
        infectionCount = infections.count
        unreadableCount = unreadable.count
    }

    /// Reads a report; what an older appliance does not tell may be absent.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            filesScanned: try object.decode(Int.self, forKey: .filesScanned),
            bytesScanned: try object.decode(UInt64.self, forKey: .bytesScanned),
            infections: try object.decode([Infection].self, forKey: .infections),
            unreadable: try object.decode([String].self, forKey: .unreadable),
            definitionsVersion: try object.decode(String.self, forKey: .definitionsVersion),
            seconds: try object.decode(Double.self, forKey: .seconds)
        )
        filesUnchanged = try object.decodeIfPresent(Int.self, forKey: .filesUnchanged) ?? 0
        infectionCount = try object.decodeIfPresent(Int.self, forKey: .infectionCount) ?? infections.count
        unreadableCount = try object.decodeIfPresent(Int.self, forKey: .unreadableCount) ?? unreadable.count
        unscannedCount = try object.decodeIfPresent(Int.self, forKey: .unscannedCount) ?? 0
        unscanned = try object.decodeIfPresent([String].self, forKey: .unscanned) ?? []
        displaced = try object.decodeIfPresent([String].self, forKey: .displaced) ?? []
        volumes = try object.decodeIfPresent([ScannedVolume].self, forKey: .volumes) ?? []
        endedEarly = try object.decodeIfPresent(String.self, forKey: .endedEarly)
    }
}
