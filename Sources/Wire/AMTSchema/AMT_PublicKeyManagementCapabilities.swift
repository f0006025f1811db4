public import CIMModel

extension AMT {
    /// How much the certificate store takes.
    public struct PublicKeyManagementCapabilities: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_PublicKeyManagementCapabilities"

        /// Bytes of the certificates of a chain at most.
        public let certChainMaxSize = Property<UInt32>("CertChainMaxSize")
        /// Trusted common names at most.
        public let commonNameMaxCount = Property<UInt32>("CommonNameMaxCount")
        /// Bytes of a trusted common name at most.
        public let commonNameMaxSize = Property<UInt32>("CommonNameMaxSize")
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Names the capabilities.
        public let instanceID = Property<String>("InstanceID", .key)
        /// Bytes of the revocation lists at most.
        public let maximumCRLSize = Property<UInt32>("MaximumCRLSize")
        /// Trusted authorities at most.
        public let rootCertMaxCount = Property<UInt32>("RootCertMaxCount")
        /// Bytes of an authority's certificate at most.
        public let rootCertMaxSize = Property<UInt32>("RootCertMaxSize")
        /// Lengths of keys, in bits.
        public let supportedKeyLengths = Property<[UInt32]>("SupportedKeyLengths")

        public init() {}
    }
}
