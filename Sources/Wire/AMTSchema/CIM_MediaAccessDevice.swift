public import CIMModel

extension CIM {
    /// A disk or drive.
    public struct MediaAccessDevice: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_MediaAccessDevice"

        /// 4 random access.
        public let capabilities = Property<[UInt16]>("Capabilities")
        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// Tells one from another.
        public let deviceID = Property<String>("DeviceID", .key)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// 2 enabled.
        public let enabledDefault = Property<UInt16>("EnabledDefault")
        /// Whether it is in use.
        public let enabledState = Property<CIM.EnabledState>("EnabledState")
        /// In units of 1,000 bytes.
        public let maxMediaSize = Property<UInt64>("MaxMediaSize")
        /// 0 unknown.
        public let operationalStatus = Property<[UInt16]>("OperationalStatus")
        /// The last state asked for.
        public let requestedState = Property<CIM.RequestedState>("RequestedState")
        /// 2 for none.
        public let security = Property<UInt16>("Security")
        /// The class of the system.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The system.
        public let systemName = Property<String>("SystemName", .key)

        public init() {}
    }
}
