public import CIMModel

extension IPS {
    /// The IPv6 addresses of the engine's wired interface.
    public struct IPv6PortSettings: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "IPS_IPv6PortSettings"

        /// The addresses that are in use, each with its kind and state.
        public let currentAddressInfo = Property<[String]>("CurrentAddressInfo")
        /// The router in use.
        public let currentDefaultRouter = Property<String>("CurrentDefaultRouter")
        /// The name server in use.
        public let currentPrimaryDNS = Property<String>("CurrentPrimaryDNS")
        /// The other name server in use.
        public let currentSecondaryDNS = Property<String>("CurrentSecondaryDNS")
        /// The router that is set.
        public let defaultRouter = Property<String>("DefaultRouter", .write)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// The address that is set.
        public let ipv6Address = Property<String>("IPv6Address", .write)
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)
        /// Where the interface identifier comes from: 0 random, 1 Intel's, 2 set.
        public let interfaceIDType = Property<UInt32>("InterfaceIDType", .write)
        /// The interface identifier that is set, 16 hexadecimal digits.
        public let manualInterfaceID = Property<String>("ManualInterfaceID", .write)
        /// The name server that is set.
        public let primaryDNS = Property<String>("PrimaryDNS", .write)
        /// The other name server that is set.
        public let secondaryDNS = Property<String>("SecondaryDNS", .write)

        public init() {}
    }
}
