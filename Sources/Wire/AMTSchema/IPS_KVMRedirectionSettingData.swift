public import CIMModel

extension IPS {
    /// Settings of the redirected screen.
    public struct KVMRedirectionSettingData: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "IPS_KVMRedirectionSettingData"

        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Whether the firmware's setup allows it.
        public let enabledByMEBx = Property<Bool>("EnabledByMEBx")
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)
        /// Whether the plain VNC port is open.
        public let is5900PortEnabled = Property<Bool>("Is5900PortEnabled")
        /// Whether the user must agree.
        public let optInPolicy = Property<Bool>("OptInPolicy")
        /// Seconds that the question stands.
        public let optInPolicyTimeout = Property<UInt16>("OptInPolicyTimeout")
        /// Minutes of silence that end a session.
        public let sessionTimeout = Property<UInt16>("SessionTimeout")

        public init() {}
    }
}
