public import CIMModel

extension CIM {
    /// A fan of the board.
    public struct Fan: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_Fan"

        /// Whether it cools, instead of only letting air through.
        public let activeCooling = Property<Bool>("ActiveCooling")
        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// Turns a minute that were asked for; 0 for none.
        public let desiredSpeed = Property<UInt64>("DesiredSpeed")
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
        /// The last state asked for.
        public let requestedState = Property<CIM.RequestedState>("RequestedState")
        /// The class of the system.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The system.
        public let systemName = Property<String>("SystemName", .key)
        /// Whether its speed can be set.
        public let variableSpeed = Property<Bool>("VariableSpeed")

        /// Sets the speed.
        public let setSpeed = Method<Speed, Nothing>("SetSpeed")

        public init() {}
    }
}

extension CIM.Fan {
    /// A speed.
    public struct Speed: Declaration {
        /// Turns a minute.
        public let desiredSpeed = Parameter<UInt64>("DesiredSpeed")

        public init() {}
    }
}
