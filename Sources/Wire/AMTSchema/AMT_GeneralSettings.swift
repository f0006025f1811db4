public import CIMModel

extension AMT {
    /// The engine's identity on the network, and how it shows itself there.
    public struct GeneralSettings: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_GeneralSettings"

        /// Whether the engine has a network: 0 no, 1 yes.
        public let amtNetworkEnabled = Property<UInt8>("AMTNetworkEnabled")
        /// Minutes between updates of the name.
        public let ddnsPeriodicUpdateInterval = Property<UInt32>("DDNSPeriodicUpdateInterval", .write)
        /// Seconds that the name lives.
        public let ddnsttl = Property<UInt32>("DDNSTTL", .write)
        /// Whether the DHCP server updates the name.
        public let ddnsUpdateByDHCPServerEnabled = Property<Bool>("DDNSUpdateByDHCPServerEnabled", .write)
        /// Whether the engine updates its name itself.
        public let ddnsUpdateEnabled = Property<Bool>("DDNSUpdateEnabled", .write)
        /// Seconds to wait for DHCPv6.
        public let dhcpv6ConfigurationTimeout = Property<UInt16>("DHCPv6ConfigurationTimeout", .write)
        /// The digest realm, by which consoles know the device again.
        public let digestRealm = Property<String>("DigestRealm")
        /// The domain.
        public let domainName = Property<String>("DomainName", .write)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// The host name.
        public let hostName = Property<String>("HostName", .write)
        /// The full name that the user OS has.
        public let hostOSFQDN = Property<String>("HostOSFQDN", .write)
        /// Minutes after which the idle engine sleeps.
        public let idleWakeTimeout = Property<UInt32>("IdleWakeTimeout", .write)
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)
        /// Whether the management ports are open.
        public let networkInterfaceEnabled = Property<Bool>("NetworkInterfaceEnabled")
        /// Whether the engine answers ping.
        public let pingResponseEnabled = Property<Bool>("PingResponseEnabled", .write)
        /// 0 mains, 1 battery.
        public let powerSource = Property<UInt32>("PowerSource")
        /// 0 IPv4, 1 IPv6.
        public let preferredAddressFamily = Property<UInt32>("PreferredAddressFamily", .write)
        /// Minutes between presence notifications; 0 for none.
        public let presenceNotificationInterval = Property<UInt32>("PresenceNotificationInterval", .write)
        /// 0 default, 1 enhanced, 2 extreme.
        public let privacyLevel = Property<UInt32>("PrivacyLevel")
        /// Whether the engine answers RMCP ping.
        public let rmcpPingResponseEnabled = Property<Bool>("RmcpPingResponseEnabled", .write)
        /// Whether engine and user OS share the name.
        public let sharedFQDN = Property<Bool>("SharedFQDN", .write)
        /// Whether only WS-Management is served.
        public let wsmanOnlyMode = Property<Bool>("WsmanOnlyMode", .write)

        public init() {}
    }
}
