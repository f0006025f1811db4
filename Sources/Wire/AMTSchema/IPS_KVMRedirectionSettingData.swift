public import CIMModel

extension IPS {
    /// Settings of the redirected screen.
    public struct KVMRedirectionSettingData: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "IPS_KVMRedirectionSettingData"

        /// Whether frames are copied at once.
        public let backToBackFbMode = Property<Bool>("BackToBackFbMode", .write)
        /// The screen that is shown first.
        public let defaultScreen = Property<UInt8>("DefaultScreen", .write)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Whether the firmware's setup allows it.
        public let enabledByMEBx = Property<Bool>("EnabledByMEBx")
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)
        /// Whether the plain VNC port is open.
        public let is5900PortEnabled = Property<Bool>("Is5900PortEnabled", .write)
        /// Whether the user must agree.
        public let optInPolicy = Property<Bool>("OptInPolicy", .write)
        /// Seconds that the question stands.
        public let optInPolicyTimeout = Property<UInt16>("OptInPolicyTimeout", .write)
        /// The password of the plain VNC port; never told.
        public let rfbPassword = Property<String>("RFBPassword", .write)
        /// Minutes of silence that end a session.
        public let sessionTimeout = Property<UInt16>("SessionTimeout", .write)

        public init() {}
    }
}
