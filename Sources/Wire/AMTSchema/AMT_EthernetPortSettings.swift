public import CIMModel

extension AMT {
    /// The addresses of the engine's wired interface.
    public struct EthernetPortSettings: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_EthernetPortSettings"

        /// Whether the address comes from DHCP.
        public let dhcpEnabled = Property<Bool>("DHCPEnabled")
        /// The router.
        public let defaultGateway = Property<String>("DefaultGateway")
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// The address.
        public let ipAddress = Property<String>("IPAddress")
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)
        /// Whether the address follows the user OS's.
        public let ipSyncEnabled = Property<Bool>("IpSyncEnabled")
        /// Whether the link is up.
        public let linkIsUp = Property<Bool>("LinkIsUp")
        /// When the engine keeps the link: 1 S0 on mains, 14 Sx on mains.
        public let linkPolicy = Property<[UInt8]>("LinkPolicy")
        /// The hardware address, lower case, with dashes.
        public let macAddress = Property<String>("MACAddress")
        /// 0 integrated LAN.
        public let physicalConnectionType = Property<UInt32>("PhysicalConnectionType")
        /// The name server.
        public let primaryDNS = Property<String>("PrimaryDNS")
        /// Whether the dynamic address is shared with the user OS.
        public let sharedDynamicIP = Property<Bool>("SharedDynamicIP")
        /// Whether the hardware address is shared with the user OS.
        public let sharedMAC = Property<Bool>("SharedMAC")
        /// Whether the static address is shared with the user OS.
        public let sharedStaticIp = Property<Bool>("SharedStaticIp")
        /// The mask.
        public let subnetMask = Property<String>("SubnetMask")

        public init() {}
    }
}
