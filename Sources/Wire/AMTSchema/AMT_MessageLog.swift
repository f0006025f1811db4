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
        /// Whether it records at first: 2 for enabled.
        public let enabledDefault = Property<UInt16>("EnabledDefault")
        /// Whether it records.
        public let enabledState = Property<CIM.EnabledState>("EnabledState")
        /// 5 for OK.
        public let healthState = Property<UInt16>("HealthState")
        /// Whether it is frozen.
        public let isFrozen = Property<Bool>("IsFrozen")
        /// 0 for unknown.
        public let lastChange = Property<UInt16>("LastChange")
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
        /// 2 for OK.
        public let operationalStatus = Property<[UInt16]>("OperationalStatus")
        /// 2: the oldest is overwritten.
        public let overwritePolicy = Property<UInt16>("OverwritePolicy")
        /// From when on it is called nearly full.
        public let percentageNearFull = Property<UInt8>("PercentageNearFull")
        /// The last state asked for.
        public let requestedState = Property<CIM.RequestedState>("RequestedState")
        /// Bytes before the records.
        public let sizeOfHeader = Property<UInt32>("SizeOfHeader")
        /// Bytes before each record.
        public let sizeOfRecordHeader = Property<UInt32>("SizeOfRecordHeader")
        /// The health in a word.
        public let status = Property<String>("Status")

        /// Ends a reading.
        public let cancelIteration = Method<LogPosition, Nothing>("CancelIteration")
        /// Removes every record.
        public let clearLog = Method<Nothing, Nothing>("ClearLog")
        /// Keeps the log as it is, or lets it go on.
        public let freezeLog = Method<Freezing, Nothing>("FreezeLog")
        /// Reads one record.
        public let getRecord = Method<LogStep, LogRecord>("GetRecord")
        /// Reads records and goes on to the next.
        public let getRecords = Method<LogRange, LogRecords>("GetRecords")
        /// Goes on reading elsewhere.
        public let positionAtRecord = Method<LogMove, LogPlace>("PositionAtRecord")
        /// Begins to read with the newest record.
        public let positionToFirstRecord = Method<Nothing, LogPosition>("PositionToFirstRecord")
        /// Switches the log on or off.
        public let requestStateChange = Method<CIM.StateRequest, Nothing>("RequestStateChange")

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

    /// Whether to freeze the log.
    public struct Freezing: Declaration {
        /// Whether it takes no more records.
        public let freeze = Parameter<Bool>("Freeze")

        public init() {}
    }

    /// Which record to read.
    public struct LogStep: Declaration {
        /// The place.
        public let iterationIdentifier = Parameter<UInt32>("IterationIdentifier")
        /// Whether to go on to the next.
        public let positionToNext = Parameter<Bool>("PositionToNext")

        public init() {}
    }

    /// One record.
    public struct LogRecord: Declaration {
        /// The place after it, or its own.
        public let iterationIdentifier = Parameter<UInt32>("IterationIdentifier")
        /// Its place.
        public let recordNumber = Parameter<UInt64>("RecordNumber")
        /// Its 21 bytes.
        public let recordData = Parameter<[UInt8]>("RecordData")

        public init() {}
    }

    /// Where to go on.
    public struct LogMove: Declaration {
        /// The place now.
        public let iterationIdentifier = Parameter<UInt32>("IterationIdentifier")
        /// Whether the number is a place and not a distance.
        public let moveAbsolute = Parameter<Bool>("MoveAbsolute")
        /// The place, or the distance from the place now.
        public let recordNumber = Parameter<Int64>("RecordNumber")

        public init() {}
    }

    /// Where reading goes on.
    public struct LogPlace: Declaration {
        /// The place.
        public let iterationIdentifier = Parameter<UInt32>("IterationIdentifier")
        /// The place.
        public let recordNumber = Parameter<Int64>("RecordNumber")

        public init() {}
    }
}
