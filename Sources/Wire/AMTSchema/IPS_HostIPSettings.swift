public import CIMModel

extension IPS {
    /// The addresses that the user OS has told the engine.
    public struct HostIPSettings: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "IPS_HostIPSettings"

        /// Whether the user OS has its address from DHCP.
        public let dhcpEnabled = Property<Bool>("DHCPEnabled")
        /// The router.
        public let defaultGateway = Property<String>("DefaultGateway")
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)
        /// The address.
        public let ipAddress = Property<String>("IpAddress")
        /// The name server.
        public let primaryDNS = Property<String>("PrimaryDNS")
        /// The other name server.
        public let secondaryDNS = Property<String>("SecondaryDNS")
        /// The mask.
        public let subnetMask = Property<String>("SubnetMask")

        public init() {}
    }
}
