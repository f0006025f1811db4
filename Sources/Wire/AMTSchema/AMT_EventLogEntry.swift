public import CIMModel

extension AMT {
    /// One record of the event log, field by field.
    public struct EventLogEntry: CIMClass {
        public typealias Status = CIM.LogStatus
        public static let className: ClassName = "AMT_EventLogEntry"

        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName")
        /// Where on the board's management bus the event came from.
        public let deviceAddress = Property<UInt8>("DeviceAddress")
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// What it happened to.
        public let entity = Property<UInt8>("Entity")
        /// Which of several.
        public let entityInstance = Property<UInt8>("EntityInstance")
        /// The eight bytes of data, in hexadecimal digits.
        public let eventData = Property<String>("EventData")
        /// Which event of the sensor it is.
        public let eventOffset = Property<UInt8>("EventOffset")
        /// What kind of sensor it is.
        public let eventSensorType = Property<UInt8>("EventSensorType")
        /// How severe it is.
        public let eventSeverity = Property<UInt8>("EventSeverity")
        /// Who raised it.
        public let eventSourceType = Property<UInt8>("EventSourceType")
        /// What the offset means.
        public let eventType = Property<UInt8>("EventType")
        /// Names the record.
        public let instanceID = Property<String>("InstanceID", .key)
        /// The log's name.
        public let logName = Property<String>("LogName")
        /// Its place, counted from 1 at the newest.
        public let recordID = Property<String>("RecordID")
        /// Which sensor it is.
        public let sensorNumber = Property<UInt8>("SensorNumber")
        /// Seconds since 1970.
        public let timeStamp = Property<UInt32>("TimeStamp")

        public init() {}
    }
}
