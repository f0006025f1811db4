public import CIMModel

extension AMT {
    /// Whether the engine is provisioned.
    public struct SetupAndConfigurationService: ServiceClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_SetupAndConfigurationService"

        public let service = CIM.Service()
        /// 0 coupled, 1 separate.
        public let passwordModel = Property<UInt32>("PasswordModel")
        /// 1 admin control mode, 4 client control mode.
        public let provisioningMode = Property<UInt32>("ProvisioningMode")
        /// The one-time password of the provisioning server.
        public let provisioningServerOTP = Property<String>("ProvisioningServerOTP")
        /// 0 pre, 1 in, 2 post.
        public let provisioningState = Property<UInt32>("ProvisioningState")
        /// Whether remote setup is allowed.
        public let zeroTouchConfigurationEnabled = Property<Bool>("ZeroTouchConfigurationEnabled")

        /// Makes settings active that wait for it.
        public let commitChanges = Method<Nothing, Nothing>("CommitChanges")
        /// Reads the platform GUID.
        public let getUuid = Method<Nothing, UUIDReading>("GetUuid")

        public init() {}
    }
}

extension AMT.SetupAndConfigurationService {
    /// The platform GUID.
    public struct UUIDReading: Declaration {
        /// Base64 of the 16 bytes in SMBIOS order.
        public let uuid = Parameter<String>("UUID")

        public init() {}
    }
}
