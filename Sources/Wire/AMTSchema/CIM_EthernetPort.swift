public import CIMModel

extension CIM {
    /// The wire of the PC that System Defense guards.
    public struct EthernetPort: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_EthernetPort"

        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// Which of the wires it is.
        public let description = Property<String>("Description")
        /// Tells one from another.
        public let deviceID = Property<String>("DeviceID", .key)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// 5 not applicable.
        public let enabledDefault = Property<UInt16>("EnabledDefault")
        /// Whether the port is in use.
        public let enabledState = Property<CIM.EnabledState>("EnabledState")
        /// 2 Ethernet.
        public let linkTechnology = Property<UInt16>("LinkTechnology")
        /// Bits per second at most.
        public let maxSpeed = Property<UInt64>("MaxSpeed")
        /// The hardware address, without separators.
        public let networkAddresses = Property<[String]>("NetworkAddresses")
        /// 0 unknown.
        public let operationalStatus = Property<[UInt16]>("OperationalStatus")
        /// 53 1000BASE-T.
        public let portType = Property<UInt16>("PortType")
        /// The last state asked for.
        public let requestedState = Property<CIM.RequestedState>("RequestedState")
        /// Bits per second.
        public let speed = Property<UInt64>("Speed")
        /// The class of the system.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The system.
        public let systemName = Property<String>("SystemName", .key)

        public init() {}
    }
}
