public import CIMModel

extension IPS {
    /// How the engine would log in to a wire that 802.1X guards, as newer releases have it.
    public struct IEEE8021xSettings: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "IPS_IEEE8021xSettings"

        /// 0 TLS, 1 TTLS, 2 PEAP, 3 EAP-GTC, 4 to 10 others.
        public let authenticationProtocol = Property<UInt16>("AuthenticationProtocol", .write)
        /// Whether the engine logs in while the user OS runs.
        public let availableInS0 = Property<Bool>("AvailableInS0", .write)
        /// The domain of the user.
        public let domain = Property<String>("Domain", .write)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// 2 with certificates, 3 disabled, 6 without certificates.
        public let enabled = Property<UInt32>("Enabled", .write)
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)
        /// The password of the protected credential; never told.
        public let pacPassword = Property<String>("PACPassword", .write)
        /// The shared key; never told.
        public let psk = Property<String>("PSK", .write)
        /// The password of the user; never told.
        public let password = Property<String>("Password", .write)
        /// The credential of EAP-FAST; never told.
        public let protectedAccessCredential = Property<String>("ProtectedAccessCredential", .write)
        /// Seconds that the engine keeps the wire open for a network boot.
        public let pxeTimeout = Property<UInt32>("PxeTimeout", .write)
        /// The name that is shown before the tunnel stands.
        public let roamingIdentity = Property<String>("RoamingIdentity", .write)
        /// The name that the server's certificate must have.
        public let serverCertificateName = Property<String>("ServerCertificateName", .write)
        /// 0 the whole name, 1 its suffix.
        public let serverCertificateNameComparison = Property<UInt16>("ServerCertificateNameComparison", .write)
        /// The user.
        public let username = Property<String>("Username", .write)

        /// Chooses the certificates.
        public let setCertificates = Method<Certificates, Nothing>("SetCertificates")

        public init() {}
    }
}

extension IPS.IEEE8021xSettings {
    /// The certificates of both sides.
    public struct Certificates: Declaration {
        /// The authority that the server must have its certificate from.
        public let serverCertificateIssuer = Parameter<Reference<AMT.PublicKeyCertificate>>("ServerCertificateIssuer")
        /// The certificate that the engine shows.
        public let clientCertificate = Parameter<Reference<AMT.PublicKeyCertificate>>("ClientCertificate")

        public init() {}
    }
}
