public import CIMModel

extension AMT {
    /// A key pair of the certificate store. The private key is told to no one.
    public struct PublicPrivateKeyPair: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_PublicPrivateKeyPair"

        /// Base64 of the public key's DER (PKCS#1).
        public let derKey = Property<String>("DERKey")
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Names the key pair: `Intel(r) AMT Key: Handle: 0`.
        public let instanceID = Property<String>("InstanceID", .key)

        public init() {}
    }
}
