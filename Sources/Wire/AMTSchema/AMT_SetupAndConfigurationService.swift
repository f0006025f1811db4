public import CIMModel

extension AMT {
    /// Whether the engine is provisioned, and the way back.
    public struct SetupAndConfigurationService: ServiceClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_SetupAndConfigurationService"

        public let service = CIM.Service()
        /// 0 coupled, 1 separate.
        public let passwordModel = Property<UInt32>("PasswordModel")
        /// 1 admin control mode, 4 client control mode.
        public let provisioningMode = Property<UInt32>("ProvisioningMode")
        /// The one-time password of the provisioning server; none.
        public let provisioningServerOTP = Property<String>("ProvisioningServerOTP")
        /// 0 pre, 1 in, 2 post.
        public let provisioningState = Property<UInt32>("ProvisioningState")
        /// Whether remote setup is allowed.
        public let zeroTouchConfigurationEnabled = Property<Bool>("ZeroTouchConfigurationEnabled")

        /// Makes settings active that wait for it.
        public let commitChanges = Method<Nothing, Nothing>("CommitChanges")
        /// Lets setup from the network go on for longer.
        public let extendProvisioningPeriod = Method<Period, Nothing>("ExtendProvisioningPeriod")
        /// Tells what forbids to unprovision.
        public let getUnprovisionBlockingComponents = Method<Nothing, BlockingComponents>(
            "GetUnprovisionBlockingComponents"
        )
        /// Reads the platform GUID.
        public let getUuid = Method<Nothing, UUIDReading>("GetUuid")
        /// Forgets who manages the engine and what they set, but not certificates and names.
        public let partialUnprovision = Method<Nothing, Nothing>("PartialUnprovision")
        /// Sets the password of the firmware's setup menu.
        public let setMEBxPassword = Method<Password, Nothing>("SetMEBxPassword")
        /// Forgets who manages the engine and all that they set.
        public let unprovision = Method<UnprovisionRequest, Nothing>("Unprovision")

        public init() {}
    }
}

extension AMT.SetupAndConfigurationService {
    /// A length of time.
    public struct Period: Declaration {
        /// Minutes.
        public let duration = Parameter<UInt32>("Duration")

        public init() {}
    }

    /// What forbids to unprovision.
    public struct BlockingComponents: Declaration {
        /// 1 the audit log.
        public let component = Parameter<[UInt32]>("Component")

        public init() {}
    }

    /// The platform GUID.
    public struct UUIDReading: Declaration {
        /// Base64 of the 16 bytes in SMBIOS order.
        public let uuid = Parameter<String>("UUID")

        public init() {}
    }

    /// A password.
    public struct Password: Declaration {
        /// Its text.
        public let password = Parameter<String>("Password")

        public init() {}
    }

    /// How far back.
    public struct UnprovisionRequest: Declaration {
        /// 0 the current mode, 1 enterprise.
        public let provisioningMode = Parameter<UInt32>("ProvisioningMode")

        public init() {}
    }
}
