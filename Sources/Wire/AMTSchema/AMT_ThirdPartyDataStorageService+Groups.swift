public import CIMModel

extension AMT.ThirdPartyDataStorageService {
    /// A permissions group that is wanted.
    public struct GroupWish: Declaration {
        /// The block.
        public let blockHandle = Parameter<UInt32>("BlockHandle")
        /// The name, at most 16 bytes.
        public let groupName = Parameter<String>("GroupName")
        /// 1: to read; 2: to read and write.
        public let groupPermissions = Parameter<UInt32>("GroupPermissions")
        /// The session, in hexadecimal digits.
        public let sessionHandle = Parameter<String>("SessionHandle")

        public init() {}
    }

    /// A permissions group that was made.
    public struct GroupHandle: Declaration {
        /// The group.
        public let groupHandle = Parameter<UInt32>("GroupHandle")

        public init() {}
    }

    /// Permissions groups.
    public struct GroupHandles: Declaration {
        /// The groups.
        public let groupHandles = Parameter<[UInt32]>("GroupHandles")

        public init() {}
    }

    /// The permissions group that a call is about.
    public struct GroupChoice: Declaration {
        /// The block.
        public let blockHandle = Parameter<UInt32>("BlockHandle")
        /// The group.
        public let groupHandle = Parameter<UInt32>("GroupHandle")
        /// The session, in hexadecimal digits.
        public let sessionHandle = Parameter<String>("SessionHandle")

        public init() {}
    }

    /// What is known of a permissions group.
    public struct GroupAttributes: Declaration {
        /// The name.
        public let name = Parameter<String>("Name")
        /// 1: to read; 2: to read and write.
        public let permissions = Parameter<UInt32>("Permissions")

        public init() {}
    }

    /// A permissions group's new name.
    public struct GroupName: Declaration {
        /// The block.
        public let blockHandle = Parameter<UInt32>("BlockHandle")
        /// The group.
        public let groupHandle = Parameter<UInt32>("GroupHandle")
        /// The name, at most 16 bytes.
        public let groupName = Parameter<String>("GroupName")
        /// The session, in hexadecimal digits.
        public let sessionHandle = Parameter<String>("SessionHandle")

        public init() {}
    }

    /// What a permissions group permits from now on.
    public struct GroupPermissions: Declaration {
        /// The block.
        public let blockHandle = Parameter<UInt32>("BlockHandle")
        /// The group.
        public let groupHandle = Parameter<UInt32>("GroupHandle")
        /// 1: to read; 2: to read and write.
        public let permissions = Parameter<UInt32>("Permissions")
        /// The session, in hexadecimal digits.
        public let sessionHandle = Parameter<String>("SessionHandle")

        public init() {}
    }

    /// Applications that join or leave a permissions group.
    public struct GroupMembers: Declaration {
        /// The block.
        public let blockHandle = Parameter<UInt32>("BlockHandle")
        /// The group.
        public let groupHandle = Parameter<UInt32>("GroupHandle")
        /// The applications.
        public let memberHandles = Parameter<[UInt32]>("MemberHandles")
        /// The session, in hexadecimal digits.
        public let sessionHandle = Parameter<String>("SessionHandle")

        public init() {}
    }

    /// The members of a permissions group.
    public struct MemberHandles: Declaration {
        /// The applications.
        public let memberHandles = Parameter<[UInt32]>("MemberHandles")

        public init() {}
    }

    /// How many bytes one call carries.
    public struct MTU: Declaration {
        /// Bytes.
        public let mtu = Parameter<UInt32>("Mtu")

        public init() {}
    }

    /// Idle seconds.
    public struct StorageTimeouts: Declaration {
        /// For locks.
        public let lockTimeout = Parameter<UInt32>("LockTimeout")
        /// For sessions.
        public let registrationTimeout = Parameter<UInt32>("RegistrationTimeout")

        public init() {}
    }

    /// Writes that are sure to succeed.
    public struct WriteEraseLimit: Declaration {
        /// Writes.
        public let writeEraseLimit = Parameter<UInt32>("WriteEraseLimit")

        public init() {}
    }
}
