public import CIMModel

extension AMT {
    /// The addresses of the engine's wired interface.
    public struct EthernetPortSettings: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_EthernetPortSettings"

        /// Whether the address comes from DHCP.
        public let dhcpEnabled = Property<Bool>("DHCPEnabled", .write)
        /// The router.
        public let defaultGateway = Property<String>("DefaultGateway", .write)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// The address.
        public let ipAddress = Property<String>("IPAddress", .write)
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)
        /// Whether the address follows the user OS's.
        public let ipSyncEnabled = Property<Bool>("IpSyncEnabled", .write)
        /// Whether the link is up.
        public let linkIsUp = Property<Bool>("LinkIsUp")
        /// When the engine keeps the link: 1 S0 on mains, 14 Sx on mains, 16 and 224 on battery.
        public let linkPolicy = Property<[UInt8]>("LinkPolicy", .write)
        /// The hardware address, lower case, with dashes.
        public let macAddress = Property<String>("MACAddress")
        /// 0 integrated LAN.
        public let physicalConnectionType = Property<UInt32>("PhysicalConnectionType")
        /// The name server.
        public let primaryDNS = Property<String>("PrimaryDNS", .write)
        /// The other name server.
        public let secondaryDNS = Property<String>("SecondaryDNS", .write)
        /// Whether the dynamic address is shared with the user OS.
        public let sharedDynamicIP = Property<Bool>("SharedDynamicIP")
        /// Whether the hardware address is shared with the user OS.
        public let sharedMAC = Property<Bool>("SharedMAC")
        /// Whether the static address is shared with the user OS.
        public let sharedStaticIp = Property<Bool>("SharedStaticIp", .write)
        /// The mask.
        public let subnetMask = Property<String>("SubnetMask", .write)
        /// The VLAN of the engine's packets; 0 for none.
        public let vlanTag = Property<UInt16>("VLANTag", .write)

        /// Says who controls a wireless link.
        public let setLinkPreference = Method<LinkPreferenceChoice, Nothing>("SetLinkPreference")
        /// Ends the protection of a wireless link.
        public let cancelLinkProtection = Method<Nothing, Nothing>("CancelLinkProtection")
        /// Begins the protection of a wireless link again.
        public let restoreLinkProtection = Method<Nothing, Nothing>("RestoreLinkProtection")

        public init() {}
    }
}

extension AMT.EthernetPortSettings {
    /// Who controls the link, and for how long.
    public struct LinkPreferenceChoice: Declaration {
        /// 1 the engine, 2 the user OS.
        public let linkPreference = Parameter<UInt32>("LinkPreference")
        /// Seconds after which the user OS has it again.
        public let timeout = Parameter<UInt32>("Timeout")

        public init() {}
    }
}
