public import CIMModel

extension CIM {
    /// Turns the managed PC on and off.
    public struct PowerManagementService: ServiceClass {
        public static let className: ClassName = "CIM_PowerManagementService"

        public let service = CIM.Service()

        /// Brings the PC to a power state.
        public let requestPowerStateChange = Method<PowerStateChange, Nothing>("RequestPowerStateChange")

        public init() {}

        /// The DMTF's status codes.
        public enum Status: UInt32, ValueMap {
            case completed = 0
            case notSupported
            case unknown
            case timeout
            case failed
            case invalidParameter
            case inUse
            case invalidStateTransition = 4097
        }
    }
}

extension CIM.PowerManagementService {
    /// The state to bring a PC to.
    public struct PowerStateChange: Declaration {
        /// The state.
        public let powerState = Parameter<CIM.PowerState>("PowerState")
        /// The PC; the only one when it is left out.
        public let managedElement = Parameter<Reference<CIM.ComputerSystem>>("ManagedElement")

        public init() {}
    }
}
