public import CIMModel

extension AMT {
    /// How the engine does its cryptography.
    public struct CryptographicCapabilities: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_CryptographicCapabilities"

        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// 0: none, 1: for TLS.
        public let hardwareAcceleration = Property<UInt32>("HardwareAcceleration")
        /// Names the capabilities.
        public let instanceID = Property<String>("InstanceID", .key)

        public init() {}
    }
}
