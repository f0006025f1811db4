public import FoundationEssentials
public import Inventory
public import PacketPolicy

/// What the engine asks of the appliance.
public enum ApplianceRequest: Sendable, Codable, Hashable {
    /// How are you? Answered by ``ApplianceReply/health(_:)``.
    case health
    /// Apply the stance to the appliance's own wire as well.
    case setStance(Stance)
    /// Show the person at the PC why it is cut off, until another stance is set.
    case tellUser(CutOffNotice)
    /// Fetch, check, test and take the virus definitions.
    case updateDefinitions(Download)
    /// Fetch, check, test and take the rules of the intrusion detection.
    case updateRules(Download)
    /// Fetch, check and take the policy of the guard.
    case updatePolicy(Download)
    /// Fetch, check and take the block lists of the guard.
    case updateLists(Download)
    /// A piece of the evidence for a finding. Answered by ``ApplianceReply/evidence(_:)``.
    case evidence(EvidenceOrder)
    /// Scan the view of the user disk. Answered by ``ApplianceReply/scan(_:)``.
    case scan(ScanOrder)
    /// Put packages on the payload disk. Answered by ``ApplianceReply/staged(_:)``.
    case stagePackages(PackageOrder)
    /// Compare what is installed with what repositories have. Answered by ``ApplianceReply/updates(_:)``.
    case listUpdates(UpdateQuery)
    /// All findings since the appliance started. Answered by ``ApplianceReply/findings(_:)``.
    case findings
    /// Give up the long request that is running.
    case cancel
    /// Let the scan that is running rest.
    case pause
    /// Let it go on.
    case resume
    /// What is kept of infected files. Answered by ``ApplianceReply/kept(_:)``.
    case keptFiles
    /// Put a kept file on the payload disk. Answered by ``ApplianceReply/keptStaged(_:)``.
    case stageKept(id: String)
    /// Throw a kept file away.
    case forgetKept(id: String)
    /// Take a part in the branch's cache, or none.
    case setBranch(BranchRole)
    /// Let the user OS reach these repositories, as apt's sources name them after `deb`, through the package cache, and no
    /// others; none at all when there are none. Done when it is so; the next stance ends it too.
    case openCache(to: [String])

    /// Whether the work may take minutes; the appliance does one such request at a time.
    public var isLong: Bool {
        switch self {
        case .updateDefinitions, .updateRules, .updatePolicy, .updateLists, .scan, .stagePackages, .listUpdates,
            .stageKept:
            true
        case .health, .setStance, .findings, .evidence, .cancel, .pause, .resume, .keptFiles, .forgetKept,
            .setBranch, .openCache, .tellUser:
            false
        }
    }
}

/// A file to fetch, and how to know that it is the right one.
public struct Download: Sendable, Codable, Hashable {
    /// Where the file is, as http or https URL.
    public var url: String
    /// The SHA-256 of the file, in hex.
    public var sha256: String
    /// What the publisher calls this edition.
    public var version: String
    /// When this edition was made.
    public var date: Date
    /// The publisher's signature; nil when nothing is signed.
    public var signature: ContentSignature?

    /// Creates an order from its parts.
    public init(url: String, sha256: String, version: String, date: Date, signature: ContentSignature? = nil) {
        self.url = url
        self.sha256 = sha256
        self.version = version
        self.date = date
        self.signature = signature
    }

    /// What is signed: what the content is for, the content by its checksum, and what is said of it.
    public func signedBytes(_ kind: ContentKind) -> Data {
        ContentSignature.bytes(kind, sha256: sha256, version: version, date: date)
    }
}

/// What to scan, and how much of the machine it may take.
public struct ScanOrder: Sendable, Codable, Hashable {
    /// The serial of the block device that carries the view of the user disk.
    public var device: String
    /// True for every file; false for those that have changed since they were found clean with the same definitions.
    public var isFull: Bool
    /// The most bytes to read a second; nil for no bound.
    public var bytesPerSecond: Int?
    /// After how many seconds to end, and leave the rest to the next scan; nil for no bound.
    public var seconds: Int?

    /// Creates an order for the device with this serial.
    public init(
        device: String = "sekisho-view",
        isFull: Bool = false,
        bytesPerSecond: Int? = nil,
        seconds: Int? = nil
    ) {
        self.device = device
        self.isFull = isFull
        self.bytesPerSecond = bytesPerSecond
        self.seconds = seconds
    }

    /// Reads an order; an older engine names the device only, and means every file.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: CodingKeys.self)
        device = try object.decode(String.self, forKey: .device)
        isFull = try object.decodeIfPresent(Bool.self, forKey: .isFull) ?? true
        bytesPerSecond = try object.decodeIfPresent(Int.self, forKey: .bytesPerSecond)
        seconds = try object.decodeIfPresent(Int.self, forKey: .seconds)
    }
}

/// Packages to stage for the user OS.
public struct PackageOrder: Sendable, Codable, Hashable {
    /// The names of the packages; the newest version of each is taken.
    public var names: [String]
    /// The repository that has them, as apt's sources name it after `deb`.
    public var repository: String
    /// The versions of the packages that the user OS has, by name; what these need beside is staged too.
    public var installed: [String: String]

    /// Creates an order for the newest versions of these packages.
    public init(names: [String], repository: String, installed: [String: String] = [:]) {
        self.names = names
        self.repository = repository
        self.installed = installed
    }
}

/// What is installed, and where newer versions may be.
public struct UpdateQuery: Sendable, Codable, Hashable {
    /// Repositories, as apt's sources name them after `deb`.
    public var repositories: [String]
    /// The versions of the packages that the user OS has, by name.
    public var installed: [String: String]

    /// Creates a query.
    public init(repositories: [String], installed: [String: String]) {
        self.repositories = repositories
        self.installed = installed
    }
}

/// Which piece of the evidence for a finding.
public struct EvidenceOrder: Sendable, Codable, Hashable {
    /// What is kept for a finding.
    public enum Part: String, Sendable, Codable, Hashable, CaseIterable {
        /// The packets from before and after, as a pcap file.
        case capture
        /// The records of the alert and of the flows, one JSON object a line.
        case records
    }

    /// The id of the finding.
    public var finding: String
    public var part: Part
    /// Where the piece begins, in bytes.
    public var offset: Int

    /// The longest piece, in bytes.
    public static let longestPiece = 256 << 10

    /// Creates an order for the piece that begins there.
    public init(finding: String, part: Part, offset: Int) {
        self.finding = finding
        self.part = part
        self.offset = offset
    }
}

/// A piece of the evidence for a finding.
public struct EvidencePiece: Sendable, Codable, Hashable {
    /// How long the whole is, in bytes.
    public var size: Int
    /// The piece; empty at the end.
    public var bytes: Data

    /// Creates a piece of a whole of that size.
    public init(size: Int, bytes: Data) {
        self.size = size
        self.bytes = bytes
    }
}
