public import CIMModel

extension AMT {
    /// Which events are logged and told, and by which policy. 255 in a field fits every event.
    public struct PETFilterSetting: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_PETFilterSetting"

        /// Where on the board's management bus the event came from.
        public let deviceAddress = Property<UInt8>("DeviceAddress", .write)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Whether the filter is used.
        public let enableFilter = Property<Bool>("EnableFilter", .write)
        /// What it happened to.
        public let entity = Property<UInt8>("Entity", .write)
        /// Which of several.
        public let entityInstance = Property<UInt8>("EntityInstance", .write)
        /// Which event of the sensor it is.
        public let eventOffset = Property<UInt8>("EventOffset", .write)
        /// What kind of sensor it is.
        public let eventSensorType = Property<UInt8>("EventSensorType", .write)
        /// How severe it is.
        public let eventSeverity = Property<UInt8>("EventSeverity", .write)
        /// Who raised it.
        public let eventSourceType = Property<UInt8>("EventSourceType", .write)
        /// What the offset means.
        public let eventType = Property<UInt8>("EventType", .write)
        /// Names the filter.
        public let instanceID = Property<String>("InstanceID", .key)
        /// Whether the event is logged.
        public let logOnEvent = Property<Bool>("LogOnEvent", .write)
        /// Whether the filter came with the board.
        public let oemFilter = Property<Bool>("OEMFilter")
        /// The subscribers that are told are those of this policy.
        public let policyID = Property<UInt8>("PolicyID", .write)
        /// Whether the event is told.
        public let sendAlert = Property<Bool>("SendAlert", .write)
        /// Which sensor it is.
        public let sensorNumber = Property<UInt8>("SensorNumber", .write)

        public init() {}
    }
}
