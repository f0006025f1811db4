public import CIMModel

extension CIM {
    /// A sensor of the board, which tells whether what it measures is as it should be.
    public struct Sensor: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_Sensor"

        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// One of the possible states.
        public let currentState = Property<String>("CurrentState")
        /// Tells one from another.
        public let deviceID = Property<String>("DeviceID", .key)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Whether it is in use.
        public let enabledState = Property<CIM.EnabledState>("EnabledState")
        /// 0 unknown, 5 well, 25 a critical failure.
        public let healthState = Property<UInt16>("HealthState")
        /// 0 unknown, 2 well, 6 an error.
        public let operationalStatus = Property<[UInt16]>("OperationalStatus")
        /// What the state can be.
        public let possibleStates = Property<[String]>("PossibleStates")
        /// The last state asked for.
        public let requestedState = Property<CIM.RequestedState>("RequestedState")
        /// 0 unknown, 2 temperature, 3 voltage, 5 the speed of a fan.
        public let sensorType = Property<UInt16>("SensorType")
        /// The class of the system.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The system.
        public let systemName = Property<String>("SystemName", .key)

        public init() {}
    }
}
