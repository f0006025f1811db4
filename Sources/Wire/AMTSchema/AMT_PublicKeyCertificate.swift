public import CIMModel

extension AMT {
    /// A certificate of the certificate store.
    public struct PublicKeyCertificate: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_PublicKeyCertificate"

        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Names the certificate: `Intel(r) AMT Certificate: Handle: 0`.
        public let instanceID = Property<String>("InstanceID", .key)
        /// Who signed it.
        public let issuer = Property<String>("Issuer")
        /// Whether the engine made it itself; absent when a console gave it.
        public let readOnlyCertificate = Property<Bool>("ReadOnlyCertificate")
        /// Whose it is.
        public let subject = Property<String>("Subject")
        /// Whether it is a trusted authority's. The schema spells it so.
        public let trustedRootCertficate = Property<Bool>("TrustedRootCertficate")
        /// Base64 of its DER.
        public let x509Certificate = Property<String>("X509Certificate", .write)

        public init() {}
    }
}
