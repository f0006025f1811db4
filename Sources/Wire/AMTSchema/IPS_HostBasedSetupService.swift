public import CIMModel

extension IPS {
    /// How the engine is set up from inside the PC, and in which mode it is controlled.
    public struct HostBasedSetupService: ServiceClass {
        public typealias Status = SetupStatus
        public static let className: ClassName = "IPS_HostBasedSetupService"

        public let service = CIM.Service()
        /// The modes that setup may choose.
        public let allowedControlModes = Property<[UInt8]>("AllowedControlModes")
        /// 0 none, 1 in progress, 2 complete.
        public let certChainStatus = Property<UInt8>("CertChainStatus")
        /// The nonce of the next setup, base64 of 20 bytes.
        public let configurationNonce = Property<String>("ConfigurationNonce")
        /// 0 none, 1 client, 2 admin.
        public let currentControlMode = Property<UInt8>("CurrentControlMode")

        /// Adds a certificate to the chain that the next setup is proven with.
        public let addNextCertInChain = Method<ChainPart, Nothing>("AddNextCertInChain")
        /// Sets the engine up in admin control mode.
        public let adminSetup = Method<AdminRequest, Nothing>("AdminSetup")
        /// Forbids client control mode from now on.
        public let disableClientControlMode = Method<Nothing, Nothing>("DisableClientControlMode")
        /// Sets the engine up in client control mode.
        public let setup = Method<SetupRequest, Nothing>("Setup")
        /// Goes from client to admin control mode.
        public let upgradeClientToAdmin = Method<Proof, Nothing>("UpgradeClientToAdmin")

        public init() {}

        /// What setup returns.
        public enum SetupStatus: UInt32, ValueMap {
            case success, internalError, invalidState, invalidParameter, methodDisabled, authenticationFailed
        }
    }
}

extension IPS.HostBasedSetupService {
    /// A certificate of the chain.
    public struct ChainPart: Declaration {
        /// Base64 of its DER.
        public let nextCertificate = Parameter<String>("NextCertificate")
        /// Whether it is the first.
        public let isLeafCertificate = Parameter<Bool>("IsLeafCertificate")
        /// Whether it is the last.
        public let isRootCertificate = Parameter<Bool>("IsRootCertificate")

        public init() {}
    }

    /// The administrator, and the proof of who asks.
    public struct AdminRequest: Declaration {
        /// 2 the digest of user, realm and password.
        public let netAdminPassEncryptionType = Parameter<UInt16>("NetAdminPassEncryptionType")
        /// The digest, 32 hexadecimal digits.
        public let networkAdminPassword = Parameter<String>("NetworkAdminPassword")
        /// The console's nonce, base64 of 20 bytes.
        public let mcNonce = Parameter<String>("McNonce")
        /// 2 RSA with SHA-256.
        public let signingAlgorithm = Parameter<UInt16>("SigningAlgorithm")
        /// Base64 of the signature over both nonces.
        public let digitalSignature = Parameter<String>("DigitalSignature")

        public init() {}
    }

    /// The administrator.
    public struct SetupRequest: Declaration {
        /// 2 the digest of user, realm and password.
        public let netAdminPassEncryptionType = Parameter<UInt16>("NetAdminPassEncryptionType")
        /// The digest, 32 hexadecimal digits.
        public let networkAdminPassword = Parameter<String>("NetworkAdminPassword")
        /// The console's nonce, base64 of 20 bytes.
        public let mcNonce = Parameter<String>("McNonce")
        /// Base64 of the DER of the certificate that signs.
        public let certificate = Parameter<String>("Certificate")
        /// 2 RSA with SHA-256.
        public let signingAlgorithm = Parameter<UInt16>("SigningAlgorithm")
        /// Base64 of the signature over both nonces.
        public let digitalSignature = Parameter<String>("DigitalSignature")

        public init() {}
    }

    /// The proof of who asks.
    public struct Proof: Declaration {
        /// The console's nonce, base64 of 20 bytes.
        public let mcNonce = Parameter<String>("McNonce")
        /// 2 RSA with SHA-256.
        public let signingAlgorithm = Parameter<UInt16>("SigningAlgorithm")
        /// Base64 of the signature over both nonces.
        public let digitalSignature = Parameter<String>("DigitalSignature")

        public init() {}
    }
}
