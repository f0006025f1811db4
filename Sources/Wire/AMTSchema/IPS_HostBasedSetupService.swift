public import CIMModel

extension IPS {
    /// How the engine was set up, and in which mode it is controlled.
    public struct HostBasedSetupService: ServiceClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "IPS_HostBasedSetupService"

        public let service = CIM.Service()
        /// The modes that setup may choose.
        public let allowedControlModes = Property<[UInt8]>("AllowedControlModes")
        /// 0 none, 1 in progress, 2 complete.
        public let certChainStatus = Property<UInt8>("CertChainStatus")
        /// The nonce of the next setup, base64 of 20 bytes.
        public let configurationNonce = Property<String>("ConfigurationNonce")
        /// 0 none, 1 client, 2 admin.
        public let currentControlMode = Property<UInt8>("CurrentControlMode")

        public init() {}
    }
}
