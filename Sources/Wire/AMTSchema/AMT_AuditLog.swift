public import CIMModel

extension AMT {
    /// The audit log: who did what to the PC's management, and from where.
    public struct AuditLog: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_AuditLog"

        /// The state in bits; 16 on its own when the log just records.
        public let auditState = Property<UInt32>("AuditState")
        /// Records now.
        public let currentNumberOfRecords = Property<UInt64>("CurrentNumberOfRecords")
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Whether it records.
        public let enabledState = Property<CIM.EnabledState>("EnabledState")
        /// Accounts that may keep the log besides the administrator.
        public let maxAllowedAuditors = Property<UInt16>("MaxAllowedAuditors")
        /// 0: what bounds the log is its size in bytes.
        public let maxNumberOfRecords = Property<UInt64>("MaxNumberOfRecords")
        /// Days for which a record is kept under restricted roll-over.
        public let minDaysToKeep = Property<UInt8>("MinDaysToKeep", .write)
        /// Names the log.
        public let name = Property<String>("Name", .key)
        /// What a full log does, as CIM numbers it.
        public let overwritePolicy = Property<UInt16>("OverwritePolicy")
        /// Room that is left.
        public let percentageFree = Property<UInt32>("PercentageFree")
        /// The last state asked for.
        public let requestedState = Property<CIM.RequestedState>("RequestedState")
        /// What a full log does.
        public let storagePolicy = Property<StoragePolicy>("StoragePolicy", .write)
        /// When the newest record was written.
        public let timeOfLastRecord = Property<DateTime>("TimeOfLastRecord")

        /// Removes every record.
        public let clearLog = Method<Nothing, Nothing>("ClearLog")
        /// Signs the log as it is.
        public let exportAuditLogSignature = Method<SigningChoice, SignedLog>("ExportAuditLogSignature")
        /// Reads records, oldest first.
        public let readRecords = Method<RecordPlace, RecordPage>("ReadRecords")
        /// Switches the log on or off.
        public let requestStateChange = Method<CIM.StateRequest, Nothing>("RequestStateChange")
        /// Keeps others from clearing the log, or the engine from being unprovisioned, for a time.
        public let setAuditLock = Method<LockRequest, LockHandle>("SetAuditLock")
        /// Stores the key and certificates that sign exports.
        public let setSigningKeyMaterial = Method<SigningKey, Nothing>("SetSigningKeyMaterial")
        /// Chooses what a full log does.
        public let setStoragePolicy = Method<StorageChoice, Nothing>("SetStoragePolicy")

        public init() {}
    }
}

extension CIM {
    /// A state that is asked for.
    public struct StateRequest: Declaration {
        /// The state.
        public let requestedState = Parameter<UInt16>("RequestedState")
        /// How long it may take; not followed, for it takes no time.
        public let timeoutPeriod = Parameter<DateTime>("TimeoutPeriod")

        public init() {}
    }
}

extension AMT.AuditLog {
    /// What a full log does.
    public enum StoragePolicy: UInt8, ValueMap, Codable {
        case noRollOver = 0
        case rollOver
        case restrictedRollOver
    }

    /// How an export is signed.
    public enum SigningMechanism: UInt32, ValueMap, Codable {
        case rsaSHA1 = 0
        case rsaSHA256
        case rsaSHA384
    }

    /// What a lock does.
    public enum LockFlag: UInt32, ValueMap {
        case lockLog = 0
        case lockUnprovisioning
        case unlock
    }

    /// Where reading begins.
    public struct RecordPlace: Declaration {
        /// The place of the first record; places count from 1.
        public let startIndex = Parameter<UInt32>("StartIndex")

        public init() {}
    }

    /// Records of the log.
    public struct RecordPage: Declaration {
        /// Records in all.
        public let totalRecordCount = Parameter<UInt32>("TotalRecordCount")
        /// Records in this answer.
        public let recordsReturned = Parameter<UInt32>("RecordsReturned")
        /// Base64 of a record each; ten at most.
        public let eventRecords = Parameter<[String]>("EventRecords")

        public init() {}
    }

    /// What to lock, and for how long.
    public struct LockRequest: Declaration {
        /// What to do.
        public let flag = Parameter<UInt32>("Flag")
        /// The lock to give up or to prolong.
        public let handle = Parameter<UInt32>("Handle")
        /// Seconds.
        public let lockTimeoutInSeconds = Parameter<UInt32>("LockTimeoutInSeconds")

        public init() {}
    }

    /// A lock.
    public struct LockHandle: Declaration {
        /// Names the lock.
        public let handle = Parameter<UInt32>("Handle")

        public init() {}
    }

    /// What a full log is to do.
    public struct StorageChoice: Declaration {
        /// Days for which a record is kept under restricted roll-over.
        public let daysToKeep = Parameter<UInt8>("MinDaysToKeep")
        /// What it is to do.
        public let storagePolicy = Parameter<UInt8>("StoragePolicy")

        public init() {}
    }
}
