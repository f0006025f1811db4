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
        public let startScan = Method<Nothing, OperationStarted>("StartScan")
        /// Begins to fetch packages onto the payload disk; the result is a PayloadManifest.
        public let stagePackages = Method<PackageOrder, OperationStarted>("StagePackages")

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

        public init() {}
    }

    /// Which packages, from where.
    public struct PackageOrder: Declaration {
        /// The packages.
        public let names = Parameter<[String]>("Names")
        /// The address of a flat Debian repository.
        public let repository = Parameter<String>("Repository")

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
