public import CIMModel

extension CIM {
    /// What the power management of this board can do.
    public struct PowerManagementCapabilities: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_PowerManagementCapabilities"

        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)
        /// Changes that have no number; empty.
        public let otherPowerChangeCapabilities = Property<String>("OtherPowerChangeCapabilities")
        /// How the state can be changed.
        public let powerChangeCapabilities = Property<[UInt16]>("PowerChangeCapabilities")
        /// Every state that the board knows.
        public let powerStatesSupported = Property<[UInt16]>("PowerStatesSupported")
        /// Every state that can be asked for.
        public let requestedPowerStatesSupported = Property<[UInt16]>("RequestedPowerStatesSupported")

        public init() {}
    }
}
