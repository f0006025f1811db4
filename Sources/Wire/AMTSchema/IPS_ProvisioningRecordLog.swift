public import CIMModel

extension IPS {
    /// The log that tells how the engine was set up; it has one record.
    public struct ProvisioningRecordLog: CIMClass {
        public typealias Status = CIM.LogStatus
        public static let className: ClassName = "IPS_ProvisioningRecordLog"

        /// Records now.
        public let currentNumberOfRecords = Property<UInt64>("CurrentNumberOfRecords")
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Whether it records.
        public let enabledState = Property<CIM.EnabledState>("EnabledState")
        /// 0 for unknown.
        public let healthState = Property<UInt16>("HealthState")
        /// Names the log.
        public let instanceID = Property<String>("InstanceID", .key)
        /// 4 for not applicable.
        public let logState = Property<UInt16>("LogState")
        /// Records at most.
        public let maxNumberOfRecords = Property<UInt64>("MaxNumberOfRecords")
        /// Another name of the log.
        public let name = Property<String>("Name")
        /// 2: the oldest is overwritten.
        public let overwritePolicy = Property<UInt16>("OverwritePolicy")
        /// The last state asked for.
        public let requestedState = Property<CIM.RequestedState>("RequestedState")

        /// Removes the record.
        public let clearLog = Method<Nothing, Nothing>("ClearLog")
        /// Switches the log on or off.
        public let requestStateChange = Method<CIM.StateRequest, Nothing>("RequestStateChange")

        public init() {}
    }
}
