public import CIMModel

extension IPS {
    /// The engine's end of its wire.
    public struct LANEndpoint: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "IPS_LANEndpoint"

        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// Whether the endpoint is in use.
        public let enabledState = Property<CIM.EnabledState>("EnabledState")
        /// 2 Ethernet.
        public let lanType = Property<UInt16>("LANType")
        /// The hardware address, without separators.
        public let macAddress = Property<String>("MACAddress")
        /// Names the endpoint.
        public let name = Property<String>("Name", .key)
        /// 0 unknown.
        public let protocolType = Property<UInt16>("ProtocolType")
        /// The last state asked for.
        public let requestedState = Property<CIM.RequestedState>("RequestedState")
        /// The class of the system.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The system.
        public let systemName = Property<String>("SystemName", .key)

        public init() {}
    }
}
