public import CIMModel

extension SKS {
    /// Acting on the user OS through its agent.
    public struct RepairService: ServiceClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "SKS_RepairService"

        public let service = CIM.Service()
        /// Whether the agent answers.
        public let agentConnected = Property<Bool>("AgentConnected")

        /// Begins to remove a file whose content is known.
        public let removeFile = Method<FileToRemove, OperationStarted>("RemoveFile")
        /// Begins to install packages.
        public let installPackages = Method<Installation, OperationStarted>("InstallPackages")
        /// Begins to learn what is installed.
        public let refreshFacts = Method<Nothing, OperationStarted>("RefreshFacts")
        /// Begins to open a TCP connection from inside the user OS.
        public let checkNetwork = Method<Peer, OperationStarted>("CheckNetwork")

        public init() {}
    }
}

extension SKS.RepairService {
    /// A file and what it must hold.
    public struct FileToRemove: Declaration {
        /// The absolute path.
        public let path = Parameter<String>("Path")
        /// 64 hexadecimal digits.
        public let sha256 = Parameter<String>("SHA256")

        public init() {}
    }

    /// Packages and whence they come.
    public struct Installation: Declaration {
        /// The packages.
        public let names = Parameter<[String]>("Names")
        /// Whence.
        public let source = Parameter<SKS.PackageSource>("Source")

        public init() {}
    }

    /// A host and port.
    public struct Peer: Declaration {
        /// A name or address.
        public let host = Parameter<String>("Host")
        /// The port.
        public let port = Parameter<UInt16>("Port")

        public init() {}
    }

    /// Work that has begun.
    public struct OperationStarted: Declaration {
        /// The SKS_Operation to follow.
        public let operationID = Parameter<String>("OperationID")

        public init() {}
    }
}
