public import CIMModel

extension AMT {
    /// A PCI device of the board, as its firmware found it.
    public struct PCIDevice: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_PCIDevice"

        /// Where its base address registers point.
        public let baseAddress = Property<[UInt32]>("BaseAddress")
        /// The base class, such as 2 for network controllers.
        public let classCode = Property<UInt8>("ClassCode")
        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// Tells one from another.
        public let deviceID = Property<String>("DeviceID", .key)
        /// Bus, device and function: 8, 5 and 3 bits.
        public let deviceLocation = Property<UInt16>("DeviceLocation")
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Vendor and product as lspci writes them.
        public let name = Property<String>("Name")
        /// What of the base class it is.
        public let subclass = Property<UInt8>("Subclass")
        /// The number of the subsystem.
        public let subsystemID = Property<UInt16>("SubsystemID")
        /// Who made the subsystem.
        public let subsystemVendorID = Property<UInt16>("SubsystemVendorID")
        /// The class of the system.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The name of the system.
        public let systemName = Property<String>("SystemName", .key)
        /// Who made it.
        public let vendorID = Property<UInt16>("VendorID")

        public init() {}
    }
}
