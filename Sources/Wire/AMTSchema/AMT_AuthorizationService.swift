public import CIMModel

extension AMT {
    /// The accounts: who may log in, from which side, and to which realms.
    public struct AuthorizationService: ServiceClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_AuthorizationService"

        public let service = CIM.Service()
        /// 1: digest authentication offers `auth` only.
        public let allowHttpQopAuthOnly = Property<UInt32>("AllowHttpQopAuthOnly", .write)

        /// Makes an account and returns its handle.
        public let addUserAclEntryEx = Method<UserEntry, UserHandle>("AddUserAclEntryEx")
        /// Reads the handles of the accounts.
        public let enumerateUserAclEntries = Method<EnumerationStart, UserHandles>("EnumerateUserAclEntries")
        /// Reads whether an account is enabled.
        public let getAclEnabledState = Method<UserHandle, EnabledFlag>("GetAclEnabledState")
        /// Reads the administrator's name.
        public let getAdminAclEntry = Method<Nothing, AdministratorName>("GetAdminAclEntry")
        /// Reads whether the administrator still has the factory's password.
        public let getAdminAclEntryStatus = Method<Nothing, DefaultFlag>("GetAdminAclEntryStatus")
        /// Reads whether the administrator still has the factory's network password.
        public let getAdminNetAclEntryStatus = Method<Nothing, DefaultFlag>("GetAdminNetAclEntryStatus")
        /// Reads an account; the password is not told.
        public let getUserAclEntryEx = Method<UserHandle, UserEntry>("GetUserAclEntryEx")
        /// Removes an account.
        public let removeUserAclEntry = Method<UserHandle, Nothing>("RemoveUserAclEntry")
        /// Enables or disables an account.
        public let setAclEnabledState = Method<EnabledState, Nothing>("SetAclEnabledState")
        /// Changes the administrator's name and password.
        public let setAdminAclEntryEx = Method<AdministratorEntry, Nothing>("SetAdminAclEntryEx")
        /// Changes an account.
        public let updateUserAclEntryEx = Method<HandledUserEntry, Nothing>("UpdateUserAclEntryEx")

        public init() {}
    }
}

extension AMT {
    /// The sides from which an account may be used.
    public enum AccessPermission: UInt32, ValueMap, Codable {
        case local = 0
        case network
        case any
    }

    /// The permission groups; each opens some of the classes.
    public enum Realm: UInt32, ValueMap, Codable {
        case redirection = 2
        case administration
        case hardwareAsset
        case remoteControl
        case storage
        case eventManager
        case storageAdministration
        case agentPresenceLocal
        case agentPresenceRemote
        case circuitBreaker
        case networkTime
        case generalInfo
        case firmwareUpdate
        case embeddedIT
        case localUserNotification
        case endpointAccessControl
        case endpointAccessControlAdministration
        case eventLogReader
        case auditLog
        case accessControl
        case localSystem = 24
    }
}

extension AMT.AuthorizationService {
    /// An account.
    public struct UserEntry: Declaration {
        /// The name; absent for a Kerberos account.
        public let digestUsername = Parameter<String>("DigestUsername")
        /// Base64 of the 16 bytes MD5(name:digest realm:password).
        public let digestPassword = Parameter<String>("DigestPassword")
        /// Base64 of the security identifier; absent for a digest account.
        public let kerberosUserSid = Parameter<String>("KerberosUserSid")
        /// The sides from which it may be used.
        public let accessPermission = Parameter<UInt32>("AccessPermission")
        /// The numbers of the realms.
        public let realms = Parameter<[UInt32]>("Realms")

        public init() {}
    }

    /// An account, and what it is to become.
    public struct HandledUserEntry: Declaration {
        /// The sides from which it may be used.
        public let accessPermission = Parameter<UInt32>("AccessPermission")
        /// Base64 of the 16 bytes MD5(name:digest realm:password).
        public let digestPassword = Parameter<String>("DigestPassword")
        /// The name; absent for a Kerberos account.
        public let digestUsername = Parameter<String>("DigestUsername")
        /// The account.
        public let handle = Parameter<UInt32>("Handle")
        /// Base64 of the security identifier; absent for a digest account.
        public let kerberosUserSid = Parameter<String>("KerberosUserSid")
        /// The numbers of the realms.
        public let realms = Parameter<[UInt32]>("Realms")

        public init() {}
    }

    /// Which account.
    public struct UserHandle: Declaration {
        /// Names the account.
        public let handle = Parameter<UInt32>("Handle")

        public init() {}
    }

    /// Where a reading of the handles begins.
    public struct EnumerationStart: Declaration {
        /// The place of the first handle; places count from 1.
        public let startIndex = Parameter<UInt32>("StartIndex")

        public init() {}
    }

    /// Handles of accounts.
    public struct UserHandles: Declaration {
        /// Accounts in all; the administrator is not among them.
        public let totalCount = Parameter<UInt32>("TotalCount")
        /// Handles in this answer.
        public let handlesCount = Parameter<UInt32>("HandlesCount")
        /// The handles; 50 at most.
        public let handles = Parameter<[UInt32]>("Handles")

        public init() {}
    }

    /// Whether something is enabled.
    public struct EnabledFlag: Declaration {
        /// Whether it is.
        public let enabled = Parameter<Bool>("Enabled")

        public init() {}
    }

    /// Whether an account is to be enabled.
    public struct EnabledState: Declaration {
        /// Whether it is to be.
        public let enabled = Parameter<Bool>("Enabled")
        /// The account.
        public let handle = Parameter<UInt32>("Handle")

        public init() {}
    }

    /// The administrator's name.
    public struct AdministratorName: Declaration {
        /// The name.
        public let username = Parameter<String>("Username")

        public init() {}
    }

    /// Whether a password is the factory's.
    public struct DefaultFlag: Declaration {
        /// Whether it is.
        public let isDefault = Parameter<Bool>("IsDefault")

        public init() {}
    }

    /// The administrator, as it is to become.
    public struct AdministratorEntry: Declaration {
        /// Base64 of the 16 bytes MD5(name:digest realm:password).
        public let digestPassword = Parameter<String>("DigestPassword")
        /// The name.
        public let username = Parameter<String>("Username")

        public init() {}
    }
}
