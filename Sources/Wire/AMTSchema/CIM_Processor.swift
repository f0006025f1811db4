public import CIMModel

extension CIM {
    /// A processor.
    public struct Processor: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_Processor"

        /// 1 enabled.
        public let cpuStatus = Property<UInt16>("CPUStatus")
        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// In MHz.
        public let currentClockSpeed = Property<UInt32>("CurrentClockSpeed")
        /// Tells one from another.
        public let deviceID = Property<String>("DeviceID", .key)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Whether it is in use.
        public let enabledState = Property<CIM.EnabledState>("EnabledState")
        /// In MHz.
        public let externalBusClockSpeed = Property<UInt32>("ExternalBusClockSpeed")
        /// The SMBIOS processor family.
        public let family = Property<UInt16>("Family")
        /// 0 unknown.
        public let healthState = Property<UInt16>("HealthState")
        /// In MHz.
        public let maxClockSpeed = Property<UInt32>("MaxClockSpeed")
        /// 0 unknown.
        public let operationalStatus = Property<[UInt16]>("OperationalStatus")
        /// The family where it has no number.
        public let otherFamilyDescription = Property<String>("OtherFamilyDescription")
        /// The last state asked for.
        public let requestedState = Property<CIM.RequestedState>("RequestedState")
        /// Central.
        public let role = Property<String>("Role")
        /// The stepping.
        public let stepping = Property<String>("Stepping")
        /// The class of the system.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The system.
        public let systemName = Property<String>("SystemName", .key)
        /// The SMBIOS socket number.
        public let upgradeMethod = Property<UInt16>("UpgradeMethod")

        public init() {}
    }
}
