public import CIMModel

extension AMT {
    /// Whether an interface speaks TLS, and with whom. What is put here holds after CommitChanges.
    public struct TLSSettingData: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_TLSSettingData"

        /// Whether connections without TLS are accepted too.
        public let acceptNonSecureConnections = Property<Bool>("AcceptNonSecureConnections", .write)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Whether TLS is spoken.
        public let enabled = Property<Bool>("Enabled", .write)
        /// Names the interface: `Intel(r) AMT 802.3 TLS Settings` or `Intel(r) AMT LMS TLS Settings`.
        public let instanceID = Property<String>("InstanceID", .key)
        /// Whether clients must show a certificate too.
        public let mutualAuthentication = Property<Bool>("MutualAuthentication", .write)
        /// The common names of the clients that mutual TLS admits; all when there is none.
        public let trustedCN = Property<[String]>("TrustedCN", .write)

        public init() {}
    }
}
