public import CIMModel

extension AMT {
    /// An authority whose certificates may set the engine up, by the digest of its own.
    public struct ProvisioningCertificateHash: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_ProvisioningCertificateHash"

        /// The authority's name.
        public let description = Property<String>("Description")
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Whether it counts.
        public let enabled = Property<Bool>("Enabled", .write)
        /// Base64 of the digest.
        public let hashData = Property<String>("HashData")
        /// 0: SHA-1, 1: SHA-256, 2: SHA-384.
        public let hashType = Property<UInt8>("HashType")
        /// Names the entry.
        public let instanceID = Property<String>("InstanceID", .key)
        /// Whether it was there at delivery.
        public let isDefault = Property<Bool>("IsDefault")

        public init() {}
    }
}
