public import CIMModel

extension IPS {
    /// Why the PC was started last, and from what.
    public struct HostBootReason: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "IPS_HostBootReason"

        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)
        /// The ACPI state before: 0 unknown, 1 other, 2 S0, 5 S3, 6 S4, 7 S5.
        public let previousSxState = Property<UInt32>("PreviousSxState")
        /// 0 unknown, 1 other, 2 remote control, 3 an alarm.
        public let reason = Property<UInt32>("Reason")
        /// More about it; empty.
        public let reasonDetails = Property<String>("ReasonDetails")

        public init() {}
    }
}
