public import CIMModel

extension IPS {
    /// Asks the user OS to save power, or to stop saving it.
    public struct PowerManagementService: ServiceClass {
        public typealias Status = CIM.StateChangeStatus
        public static let className: ClassName = "IPS_PowerManagementService"

        public let service = CIM.Service()

        /// Whether the user OS saves power.
        public let osPowerSavingState = Property<OSPowerSavingState>("OSPowerSavingState")

        /// Brings the user OS to a state.
        public let requestOSPowerSavingStateChange = Method<Change, Nothing>("RequestOSPowerSavingStateChange")

        public init() {}
    }
}

extension IPS.PowerManagementService {
    /// Whether the user OS saves power.
    public enum OSPowerSavingState: UInt16, ValueMap {
        case unknown, unsupported, fullPower, saving
    }

    /// The state to bring the user OS to.
    public struct Change: Declaration {
        /// The PC; the only one when it is left out.
        public let managedElement = Parameter<Reference<CIM.ComputerSystem>>("ManagedElement")
        /// The state.
        public let osPowerSavingState = Parameter<OSPowerSavingState>("OSPowerSavingState")

        public init() {}
    }
}
