public import CIMModel

extension AMT {
    /// The event log.
    public struct MessageLog: CIMClass {
        public typealias Status = CIM.LogStatus
        public static let className: ClassName = "AMT_MessageLog"

        /// What the log can do.
        public let capabilities = Property<[UInt16]>("Capabilities")
        /// The records' encoding: 10 for raw octets.
        public let characterSet = Property<UInt16>("CharacterSet")
        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// Records now.
        public let currentNumberOfRecords = Property<UInt32>("CurrentNumberOfRecords")
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Whether it records.
        public let enabledState = Property<CIM.EnabledState>("EnabledState")
        /// Whether it is frozen.
        public let isFrozen = Property<Bool>("IsFrozen")
        /// 4 for not applicable.
        public let logState = Property<UInt16>("LogState")
        /// 0 for unknown.
        public let maxLogSize = Property<UInt32>("MaxLogSize")
        /// Records at most.
        public let maxNumberOfRecords = Property<UInt32>("MaxNumberOfRecords")
        /// Bytes of a record.
        public let maxRecordSize = Property<UInt32>("MaxRecordSize")
        /// Names the log.
        public let name = Property<String>("Name", .key)
        /// 2: the oldest is overwritten.
        public let overwritePolicy = Property<UInt16>("OverwritePolicy")
        /// From when on it is called nearly full.
        public let percentageNearFull = Property<UInt8>("PercentageNearFull")
        /// The last state asked for.
        public let requestedState = Property<CIM.RequestedState>("RequestedState")

        /// Begins to read with the newest record.
        public let positionToFirstRecord = Method<Nothing, LogPosition>("PositionToFirstRecord")
        /// Reads records and goes on to the next.
        public let getRecords = Method<LogRange, LogRecords>("GetRecords")
        /// Removes every record.
        public let clearLog = Method<Nothing, Nothing>("ClearLog")

        public init() {}
    }
}

extension AMT.MessageLog {
    /// Where reading begins.
    public struct LogPosition: Declaration {
        /// The place.
        public let iterationIdentifier = Parameter<UInt32>("IterationIdentifier")

        public init() {}
    }

    /// Which records to read.
    public struct LogRange: Declaration {
        /// The place.
        public let iterationIdentifier = Parameter<UInt32>("IterationIdentifier")
        /// Records at most; 390 is the limit.
        public let maxReadRecords = Parameter<UInt32>("MaxReadRecords")

        public init() {}
    }

    /// Records, newest first.
    public struct LogRecords: Declaration {
        /// The place after them.
        public let iterationIdentifier = Parameter<UInt32>("IterationIdentifier")
        /// Whether these are the last.
        public let noMoreRecords = Parameter<Bool>("NoMoreRecords")
        /// Base64 of 21 bytes each.
        public let recordArray = Parameter<[String]>("RecordArray")

        public init() {}
    }
}
