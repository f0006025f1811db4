public import CIMModel

extension CIM {
    /// A device that the PC can start from.
    public struct BootSourceSetting: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_BootSourceSetting"

        /// What the firmware calls it.
        public let biosBootString = Property<String>("BIOSBootString")
        /// What the firmware uses.
        public let bootString = Property<String>("BootString")
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Whether the next source is tried when this one fails.
        public let failThroughSupported = Property<UInt16>("FailThroughSupported")
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)
        /// `CIM:`, the kind of device and its number.
        public let structuredBootString = Property<String>("StructuredBootString")

        public init() {}
    }
}
