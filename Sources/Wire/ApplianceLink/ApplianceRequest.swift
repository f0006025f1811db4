public import FoundationEssentials
public import PacketPolicy

/// What the engine asks of the appliance.
public enum ApplianceRequest: Sendable, Codable, Hashable {
    /// How are you? Answered by ``ApplianceReply/health(_:)``.
    case health
    /// Apply the stance to the appliance's own wire as well.
    case setStance(Stance)
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
    /// All findings since the appliance started. Answered by ``ApplianceReply/findings(_:)``.
    case findings
    /// Give up the long request that is running.
    case cancel

    /// Whether the work may take minutes; the appliance does one such request at a time.
    public var isLong: Bool {
        switch self {
        case .updateDefinitions, .updateRules, .updatePolicy, .updateLists, .scan, .stagePackages: true
        case .health, .setStance, .findings, .evidence, .cancel: false
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

    /// Creates an order from its parts.
    public init(url: String, sha256: String, version: String, date: Date) {
        self.url = url
        self.sha256 = sha256
        self.version = version
        self.date = date
    }
}

/// What to scan.
public struct ScanOrder: Sendable, Codable, Hashable {
    /// The serial of the block device that carries the view of the user disk.
    public var device: String

    /// Creates an order for the device with this serial.
    public init(device: String = "sekisho-view") {
        self.device = device
    }
}

/// Packages to stage for the user OS.
public struct PackageOrder: Sendable, Codable, Hashable {
    /// The names of the packages; the newest version of each is taken.
    public var names: [String]
    /// The URL of the repository that has them.
    public var repository: String

    /// Creates an order for the newest versions of these packages.
    public init(names: [String], repository: String) {
        self.names = names
        self.repository = repository
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
