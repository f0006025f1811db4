public import CIMModel

extension CIM {
    /// Arms the boot configuration for the next start.
    public struct BootService: ServiceClass {
        public typealias Status = CIM.BootStatus
        public static let className: ClassName = "CIM_BootService"

        public let service = CIM.Service()

        /// How the service is.
        public let operationalStatus = Property<[UInt16]>("OperationalStatus")

        /// Allows one-click recovery and platform erase, or forbids them.
        public let requestStateChange = Method<CIM.StateRequest, Nothing>("RequestStateChange")
        /// Gives a boot configuration its role at the next start.
        public let setBootConfigRole = Method<BootConfigRole, Nothing>("SetBootConfigRole")

        public init() {}
    }
}

extension CIM.BootService {
    /// A boot configuration and its role.
    public struct BootConfigRole: Declaration {
        /// The configuration.
        public let bootConfigSetting = Parameter<Reference<CIM.BootConfigSetting>>("BootConfigSetting")
        /// 1: holds for the next start only; 32768: holds no more.
        public let role = Parameter<UInt16>("Role")

        public init() {}
    }
}
