public import CIMModel

extension AMT {
    /// How the engine would log in to a wire that 802.1X guards.
    public struct `8021XProfile`: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_8021XProfile"

        /// Whether the engine logs in while the user OS runs.
        public let activeInS0 = Property<Bool>("ActiveInS0", .write)
        /// 0 TLS, 1 TTLS, 2 PEAP, 3 EAP-GTC, 4 to 6 EAP-FAST.
        public let authenticationProtocol = Property<UInt16>("AuthenticationProtocol", .write)
        /// The certificate that the engine shows.
        public let clientCertificate = Property<Reference<AMT.PublicKeyCertificate>>("ClientCertificate", .write)
        /// The domain of the user.
        public let domain = Property<String>("Domain", .write)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Whether it logs in.
        public let enabled = Property<Bool>("Enabled", .write)
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)
        /// The password of the protected credential; never told.
        public let pacPassword = Property<String>("PACPassword", .write)
        /// The password of the user; never told.
        public let password = Property<String>("Password", .write)
        /// The credential of EAP-FAST; never told.
        public let protectedAccessCredential = Property<String>("ProtectedAccessCredential", .write)
        /// Seconds that the engine keeps the wire open for a network boot.
        public let pxeTimeout = Property<UInt32>("PxeTimeout", .write)
        /// The name that is shown before the tunnel stands.
        public let roamingIdentity = Property<String>("RoamingIdentity", .write)
        /// The authority that the server must have its certificate from.
        public let serverCertificateIssuer = Property<Reference<AMT.PublicKeyCertificate>>(
            "ServerCertificateIssuer",
            .write
        )
        /// The name that the server's certificate must have.
        public let serverCertificateName = Property<String>("ServerCertificateName", .write)
        /// 0 the whole name, 1 its suffix.
        public let serverCertificateNameComparison = Property<UInt16>("ServerCertificateNameComparison", .write)
        /// The user.
        public let username = Property<String>("Username", .write)

        public init() {}
    }
}
