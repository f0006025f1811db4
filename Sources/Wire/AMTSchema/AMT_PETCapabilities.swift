public import CIMModel

extension AMT {
    /// An event that the engine can raise.
    public struct PETCapabilities: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_PETCapabilities"

        /// Whether it says that something began.
        public let assertionEvent = Property<Bool>("AssertionEvent")
        /// Whether it says that something ended.
        public let deassertionEvent = Property<Bool>("DeassertionEvent")
        /// Where on the board's management bus the event comes from.
        public let deviceAddress = Property<UInt8>("DeviceAddress")
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// What it happens to.
        public let entity = Property<UInt8>("Entity")
        /// Which of several.
        public let entityInstance = Property<UInt8>("EntityInstance")
        /// Which event of the sensor it is.
        public let eventOffset = Property<UInt8>("EventOffset")
        /// What kind of sensor it is.
        public let eventSensorType = Property<UInt8>("EventSensorType")
        /// How severe it is.
        public let eventSeverity = Property<UInt8>("EventSeverity")
        /// Who raises it.
        public let eventSourceType = Property<UInt8>("EventSourceType")
        /// What the offset means.
        public let eventType = Property<UInt8>("EventType")
        /// Its place among the events.
        public let index = Property<UInt8>("Index")
        /// Names the event.
        public let instanceID = Property<String>("InstanceID", .key)
        /// Whether a sensor of ASF 1.0 raises it.
        public let isLegacySensor = Property<Bool>("IsLegacySensor")
        /// Which sensor it is.
        public let sensorNumber = Property<UInt8>("SensorNumber")

        public init() {}
    }
}
