public import CIMModel

extension SKS {
    /// Acting on the user OS through its agent.
    public struct RepairService: ServiceClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "SKS_RepairService"

        public let service = CIM.Service()
        /// Whether the agent answers.
        public let agentConnected = Property<Bool>("AgentConnected")
        /// When the snapshot of the user disk was taken, ISO 8601; empty when there is none.
        public let snapshotTakenAt = Property<String>("SnapshotTakenAt")

        /// Begins to remove a file whose content is known.
        public let removeFile = Method<FileToRemove, OperationStarted>("RemoveFile")
        /// Begins to install packages.
        public let installPackages = Method<Installation, OperationStarted>("InstallPackages")
        /// Begins to learn what is installed.
        public let refreshFacts = Method<Nothing, OperationStarted>("RefreshFacts")
        /// Begins to open a TCP connection from inside the user OS.
        public let checkNetwork = Method<Peer, OperationStarted>("CheckNetwork")
        /// Begins to put back a file that the appliance has kept.
        public let restoreFile = Method<KeptFileName, OperationStarted>("RestoreFile")
        /// Begins to throw a kept file away.
        public let forgetFile = Method<KeptFileName, OperationStarted>("ForgetFile")
        /// Begins to restart the user OS, if what was installed asks for it; the result says whether it did.
        public let restartIfNeeded = Method<Nothing, OperationStarted>("RestartIfNeeded")
        /// Begins to keep the user disk as it is now, in the place of an earlier snapshot.
        public let takeSnapshot = Method<Nothing, OperationStarted>("TakeSnapshot")
        /// Begins to make the user disk what it was; the user OS is cut off its power first.
        public let returnToSnapshot = Method<Nothing, OperationStarted>("ReturnToSnapshot")
        /// Begins to forget the snapshot.
        public let forgetSnapshot = Method<Nothing, OperationStarted>("ForgetSnapshot")
        /// Begins to make the user disk the golden image again; the user OS is cut off its power first.
        public let resetDisk = Method<DiskReset, OperationStarted>("ResetDisk")

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

    /// A kept file.
    public struct KeptFileName: Declaration {
        /// The key of its SKS_KeptFile.
        public let fileID = Parameter<String>("FileID")

        public init() {}
    }

    /// How much of the disks is made anew.
    public struct DiskReset: Declaration {
        /// Whether the data of the user, which are on a disk of their own, stay.
        public let keepData = Parameter<Bool>("KeepData")

        public init() {}
    }

    /// Packages and whence they come.
    public struct Installation: Declaration {
        /// The packages.
        public let names = Parameter<[String]>("Names")
        /// Whence.
        public let source = Parameter<SKS.PackageSource>("Source")
        /// The repositories that the user OS may reach, as apt's sources name them after `deb`; of the cache only.
        public let repositories = Parameter<[String]>("Repositories")

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
