public import CIMModel

extension CIM {
    /// The power state of the PC, and the states that can be asked for now.
    public struct AssociatedPowerManagementService: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_AssociatedPowerManagementService"

        /// The states that RequestPowerStateChange accepts at this moment.
        public let availableRequestedPowerStates = Property<[UInt16]>("AvailableRequestedPowerStates")
        /// The state that the PC is in.
        public let powerState = Property<CIM.PowerState>("PowerState")
        /// The service that changes the state.
        public let serviceProvided = Property<Reference<CIM.PowerManagementService>>("ServiceProvided", .key)
        /// The PC.
        public let userOfService = Property<Reference<CIM.ComputerSystem>>("UserOfService", .key)

        public init() {}
    }
}
