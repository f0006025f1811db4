public import CIMModel

extension CIM {
    /// The wire of the PC that System Defense guards.
    public struct EthernetPort: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_EthernetPort"

        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// Tells one from another.
        public let deviceID = Property<String>("DeviceID", .key)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Whether it is in use.
        public let enabledState = Property<CIM.EnabledState>("EnabledState")
        /// Hardware addresses without separators.
        public let networkAddresses = Property<[String]>("NetworkAddresses")
        /// The hardware address.
        public let permanentAddress = Property<String>("PermanentAddress")
        /// The class of the system.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The system.
        public let systemName = Property<String>("SystemName", .key)

        public init() {}
    }
}
