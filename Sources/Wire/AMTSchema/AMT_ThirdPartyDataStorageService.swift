public import CIMModel

extension AMT {
    /// Storage that programs on the PC and consoles share, and that can be read while the PC is off.
    public struct ThirdPartyDataStorageService: ServiceClass {
        public typealias Status = AMT.StorageStatus
        public static let className: ClassName = "AMT_ThirdPartyDataStorageService"

        public let service = CIM.Service()

        /// Sets aside a block for the application, which becomes its owner.
        public let allocateBlock = Method<BlockWish, BlockHandle>("AllocateBlock")
        /// Gives a permissions group to a block of the application's own.
        public let addPermissionsGroup = Method<GroupWish, GroupHandle>("AddPermissionsGroup")
        /// Adds applications to a group of a block of the application's own.
        public let addPermissionsGroupMembers = Method<GroupMembers, Nothing>("AddPermissionsGroupMembers")
        /// Gives a block back.
        public let deallocateBlock = Method<BlockChoice, Nothing>("DeallocateBlock")
        /// The blocks that an application owns and this one may see.
        public let getAllocatedBlocks = Method<BlockOwner, BlockHandles>("GetAllocatedBlocks")
        /// Names an application of the same vendor.
        public let getApplicationAttributes = Method<ApplicationChoice, ApplicationNames>("GetApplicationAttributes")
        /// Describes a block.
        public let getBlockAttributes = Method<BlockChoice, BlockAttributes>("GetBlockAttributes")
        /// How much the application may still set aside.
        public let getBytesAvailable = Method<StorageSession, BytesAvailable>("GetBytesAvailable")
        /// The handle of the application that asks.
        public let getCurrentApplicationHandle = Method<StorageSession, ApplicationHandle>(
            "GetCurrentApplicationHandle"
        )
        /// How many bytes one call carries.
        public let getMTU = Method<Nothing, MTU>("GetMTU")
        /// Describes a permissions group.
        public let getPermissionsGroupAttributes = Method<GroupChoice, GroupAttributes>(
            "GetPermissionsGroupAttributes"
        )
        /// The members of a permissions group.
        public let getPermissionsGroupMembers = Method<GroupChoice, MemberHandles>("GetPermissionsGroupMembers")
        /// The permissions groups of a block.
        public let getPermissionsGroups = Method<BlockChoice, GroupHandles>("GetPermissionsGroups")
        /// The applications of the same vendor.
        public let getRegisteredApplications = Method<StorageSession, ApplicationHandles>("GetRegisteredApplications")
        /// After how many idle seconds sessions and locks end.
        public let getTimeoutValues = Method<Nothing, StorageTimeouts>("GetTimeoutValues")
        /// How many writes are sure to succeed from now on.
        public let getWriteEraseLimit = Method<Nothing, WriteEraseLimit>("GetWriteEraseLimit")
        /// Keeps other applications from reading and writing a block.
        public let lockBlock = Method<BlockChoice, Nothing>("LockBlock")
        /// Reads from a block.
        public let readBlock = Method<BlockRange, BlockData>("ReadBlock")
        /// Opens the session of an application; the first makes it known.
        public let registerApplication = Method<ApplicationIdentity, StorageSession>("RegisterApplication")
        /// Ends the session, and forgets the application and all that it owns.
        public let removeApplication = Method<StorageSession, Nothing>("RemoveApplication")
        /// Removes a permissions group.
        public let removePermissionsGroup = Method<GroupChoice, Nothing>("RemovePermissionsGroup")
        /// Removes applications from a permissions group.
        public let removePermissionsGroupMembers = Method<GroupMembers, Nothing>("RemovePermissionsGroupMembers")
        /// Names a block.
        public let setBlockName = Method<BlockName, Nothing>("SetBlockName")
        /// Hides a block from other applications, or shows it.
        public let setBlockVisibility = Method<BlockVisibility, Nothing>("SetBlockVisibility")
        /// Names a permissions group.
        public let setPermissionsGroupName = Method<GroupName, Nothing>("SetPermissionsGroupName")
        /// Sets what a permissions group permits.
        public let setPermissionsGroupPermissions = Method<GroupPermissions, Nothing>(
            "SetPermissionsGroupPermissions"
        )
        /// Lets other applications at a block again.
        public let unlockBlock = Method<BlockChoice, Nothing>("UnlockBlock")
        /// Ends the session; the application stays known, and so does its data.
        public let unregisterApplication = Method<StorageSession, Nothing>("UnregisterApplication")
        /// Writes into a block.
        public let writeBlock = Method<BlockWriting, BytesWritten>("WriteBlock")

        public init() {}
    }

    /// The status codes of the data store's methods (PT_STATUS).
    public enum StorageStatus: UInt32, ValueMap {
        case success = 0
        case internalError = 1
        case applicationNotRegistered = 8
        case invalidRegistrationData = 9
        case applicationDoesNotExist = 10
        case notEnoughStorage = 11
        case invalidName = 12
        case blockDoesNotExist = 13
        case invalidByteOffset = 14
        case invalidByteCount = 15
        case notPermitted = 16
        case notOwner = 17
        case blockLockedByOther = 18
        case blockNotLocked = 19
        case invalidGroupPermissions = 20
        case groupDoesNotExist = 21
        case invalidMemberCount = 22
        case maxLimitReached = 23
        case invalidParameter = 36
        case flashWriteLimitExceeded = 38
        case invalidHandle = 2053
        case storageACLEntryInUse = 2056
        case duplicate = 2058
    }
}
