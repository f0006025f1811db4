public import CIMModel

extension SKS {
    /// The virtual appliance beside the user OS.
    public struct ApplianceService: ServiceClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "SKS_ApplianceService"

        public let service = CIM.Service()
        /// What executes the virtual machines: kvm or tcg.
        public let accelerator = Property<String>("Accelerator")
        /// Its address on the LAN.
        public let address = Property<String>("Address")
        /// The state of the virus scanner, in one word.
        public let clamd = Property<String>("Clamd")
        /// The date of the virus definitions, ISO 8601.
        public let definitionsDate = Property<String>("DefinitionsDate")
        /// The version of the virus definitions.
        public let definitionsVersion = Property<String>("DefinitionsVersion")
        /// Connections now followed.
        public let flows = Property<UInt32>("Flows")
        /// The version of the block lists.
        public let listsVersion = Property<String>("ListsVersion")
        /// Memory in use.
        public let memoryUsedKiB = Property<UInt32>("MemoryUsedKiB")
        /// Packets dropped since its start.
        public let packetsDropped = Property<UInt64>("PacketsDropped")
        /// Packets forwarded since its start.
        public let packetsForwarded = Property<UInt64>("PacketsForwarded")
        /// The version of the guard's policy.
        public let policyVersion = Property<String>("PolicyVersion")
        /// The version of the intrusion rules.
        public let rulesVersion = Property<String>("RulesVersion")
        /// Whether it answers.
        public let state = Property<SKS.ApplianceState>("State")
        /// The state of the intrusion detection, in one word.
        public let suricata = Property<String>("Suricata")
        /// Seconds since its start.
        public let uptimeSeconds = Property<UInt32>("UptimeSeconds")
        /// The version of its program.
        public let version = Property<String>("Version")

        /// Begins to fetch and load virus definitions.
        public let updateDefinitions = Method<Download, OperationStarted>("UpdateDefinitions")
        /// Begins to fetch and load intrusion rules.
        public let updateRules = Method<Download, OperationStarted>("UpdateRules")
        /// Begins to fetch and load the policy of the guard.
        public let updatePolicy = Method<Download, OperationStarted>("UpdatePolicy")
        /// Begins to fetch and load the block lists of the guard.
        public let updateLists = Method<Download, OperationStarted>("UpdateLists")
        /// Reads a piece of the evidence for a finding.
        public let readEvidence = Method<EvidenceOrder, EvidencePiece>("ReadEvidence")
        /// Begins to scan the user disk; the result is a ScanReport.
        public let startScan = Method<ScanOrder, OperationStarted>("StartScan")
        /// Lets the scan that is running rest.
        public let pauseScan = Method<Nothing, Nothing>("PauseScan")
        /// Lets it go on.
        public let resumeScan = Method<Nothing, Nothing>("ResumeScan")
        /// Gives it up.
        public let cancelScan = Method<Nothing, Nothing>("CancelScan")
        /// Begins to compare what is installed with what repositories have; the result is a list of MissingUpdates.
        public let listUpdates = Method<Repositories, OperationStarted>("ListUpdates")
        /// Begins to fetch packages onto the payload disk; the result is a PayloadManifest.
        public let stagePackages = Method<PackageOrder, OperationStarted>("StagePackages")
        /// Gives it a part in the cache of its branch, or none. Only over TLS, for the key is a secret.
        public let setBranch = Method<BranchRole, Nothing>("SetBranch")

        public init() {}
    }
}

extension SKS.ApplianceService {
    /// Where content lies, and what it must be.
    public struct Download: Declaration {
        /// The address.
        public let url = Parameter<String>("URL")
        /// 64 hexadecimal digits.
        public let sha256 = Parameter<String>("SHA256")
        /// The content's version.
        public let version = Parameter<String>("Version")
        /// The content's date, ISO 8601.
        public let date = Parameter<String>("Date")
        /// The publisher's public key (Ed25519), in base64; absent when nothing is signed.
        public let publicKey = Parameter<String>("PublicKey")
        /// The publisher's signature, in base64.
        public let signature = Parameter<String>("Signature")

        public init() {}
    }

    /// What to scan, and how much of the machine that may take. What is absent is without bound.
    public struct ScanOrder: Declaration {
        /// Every file, and not only those that have changed.
        public let full = Parameter<Bool>("Full")
        /// The most bytes to read a second.
        public let bytesPerSecond = Parameter<UInt64>("BytesPerSecond")
        /// After how many seconds to leave the rest to the next scan.
        public let seconds = Parameter<UInt32>("Seconds")

        public init() {}
    }

    /// Where packages come from.
    public struct Repositories: Declaration {
        /// Repositories, as apt's sources name them after `deb`.
        public let repositories = Parameter<[String]>("Repositories")

        public init() {}
    }

    /// Which packages, from where.
    public struct PackageOrder: Declaration {
        /// The packages.
        public let names = Parameter<[String]>("Names")
        /// A Debian repository, as apt's sources name it after `deb`.
        public let repository = Parameter<String>("Repository")

        public init() {}
    }

    /// What an appliance is to the others of its branch.
    public struct BranchRole: Declaration {
        /// Whether others may fetch through its cache.
        public let serves = Parameter<Bool>("Serves")
        /// The IPv4 address of the appliance through whose cache it fetches; absent to fetch by itself.
        public let neighbour = Parameter<String>("Neighbour")
        /// What the appliances of the branch know and nobody else: 64 hexadecimal digits.
        public let key = Parameter<String>("Key")

        public init() {}
    }

    /// Which piece of the evidence for a finding.
    public struct EvidenceOrder: Declaration {
        /// The SKS_Finding.
        public let findingID = Parameter<String>("FindingID")
        /// capture (a pcap file) or records (one JSON object a line).
        public let part = Parameter<String>("Part")
        /// Where the piece begins, in bytes.
        public let offset = Parameter<UInt32>("Offset")

        public init() {}
    }

    /// A piece of the evidence for a finding.
    public struct EvidencePiece: Declaration {
        /// How long the whole is, in bytes.
        public let size = Parameter<UInt32>("Size")
        /// The piece in Base64; empty at the end.
        public let data = Parameter<String>("Data")

        public init() {}
    }

    /// Work that has begun.
    public struct OperationStarted: Declaration {
        /// The SKS_Operation to follow.
        public let operationID = Parameter<String>("OperationID")

        public init() {}
    }
}
