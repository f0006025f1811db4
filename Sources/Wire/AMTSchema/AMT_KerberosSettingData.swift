public import CIMModel

extension AMT {
    /// The secrets by which the engine would know Kerberos tickets.
    public struct KerberosSettingData: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_KerberosSettingData"

        /// The algorithms that are used.
        public let configuredEncryptionAlgorithms = Property<[UInt16]>("ConfiguredEncryptionAlgorithms", .write)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// The algorithm of the key: 0 RC4-HMAC, 1 AES-128, 2 AES-256.
        public let encryptionAlgorithm = Property<UInt16>("EncryptionAlgorithm", .write)
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)
        /// Rounds that make the key of the passphrase.
        public let iterationCount = Property<UInt32>("IterationCount", .write)
        /// The version of the key.
        public let keyVersion = Property<UInt32>("KeyVersion", .write)
        /// Whether tickets are taken.
        public let krbEnabled = Property<Bool>("KrbEnabled", .write)
        /// The key, base64; never told.
        public let masterKey = Property<String>("MasterKey", .write)
        /// Minutes that clocks may differ.
        public let maximumClockTolerance = Property<UInt32>("MaximumClockTolerance", .write)
        /// What the key is made of; never told.
        public let passphrase = Property<String>("Passphrase", .write)
        /// The Kerberos realm.
        public let realmName = Property<String>("RealmName", .write)
        /// What is mixed into the passphrase.
        public let salt = Property<String>("Salt", .write)
        /// The names of the engine's services.
        public let servicePrincipalName = Property<[String]>("ServicePrincipalName", .write)
        /// The protocols of those services: 0 HTTP, 1 HTTPS, 2 to 4 redirection.
        public let servicePrincipalProtocol = Property<[UInt16]>("ServicePrincipalProtocol", .write)
        /// The algorithms that could be used.
        public let supportedEncryptionAlgorithms = Property<[UInt16]>("SupportedEncryptionAlgorithms")

        /// Tells whether tickets are kept.
        public let getCredentialCacheState = Method<Nothing, CacheState>("GetCredentialCacheState")
        /// Says whether tickets are kept.
        public let setCredentialCacheState = Method<CacheRequest, Nothing>("SetCredentialCacheState")

        public init() {}
    }
}

extension AMT.KerberosSettingData {
    /// Whether tickets are kept.
    public struct CacheState: Declaration {
        /// Whether they are.
        public let enabled = Parameter<Bool>("Enabled")

        public init() {}
    }

    /// Whether tickets shall be kept.
    public struct CacheRequest: Declaration {
        /// Whether they shall.
        public let enable = Parameter<Bool>("Enable")

        public init() {}
    }
}
