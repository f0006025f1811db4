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
        /// Memory in use.
        public let memoryUsedKiB = Property<UInt32>("MemoryUsedKiB")
        /// Packets dropped since its start.
        public let packetsDropped = Property<UInt64>("PacketsDropped")
        /// Packets forwarded since its start.
        public let packetsForwarded = Property<UInt64>("PacketsForwarded")
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

    /// Work that has begun.
    public struct OperationStarted: Declaration {
        /// The SKS_Operation to follow.
        public let operationID = Parameter<String>("OperationID")

        public init() {}
    }
}
