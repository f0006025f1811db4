public import CIMModel

extension AMT {
    /// Who may keep how much in the third-party data store.
    public struct ThirdPartyDataStorageAdministrationService: ServiceClass {
        public typealias Status = AMT.StorageStatus
        public static let className: ClassName = "AMT_ThirdPartyDataStorageAdministrationService"

        public let service = CIM.Service()

        /// Adds a name to the enterprise list.
        public let addStorageEaclEntry = Method<EnterpriseName, EntryHandle>("AddStorageEaclEntry")
        /// Adds an application to the partner list.
        public let addStorageFpaclEntry = Method<AllocationEntry, EntryHandle>("AddStorageFpaclEntry")
        /// Describes an application that has registered.
        public let adminGetApplicationAttributes = Method<EntryHandle, ApplicationAttributes>(
            "AdminGetApplicationAttributes"
        )
        /// The applications that have registered.
        public let adminGetRegisteredApplications = Method<Nothing, ApplicationHandles>(
            "AdminGetRegisteredApplications"
        )
        /// Forgets an application and all that it owns.
        public let adminRemoveApplication = Method<EntryHandle, Nothing>("AdminRemoveApplication")
        /// The partner list, and the applications that are on none.
        public let enumerateStorageAllocEntries = Method<Nothing, EntryHandles>("EnumerateStorageAllocEntries")
        /// The enterprise list.
        public let enumerateStorageEaclEntries = Method<Nothing, EntryHandles>("EnumerateStorageEaclEntries")
        /// How large everything is and may be.
        public let getGlobalStorageAttributes = Method<Nothing, GlobalAttributes>("GetGlobalStorageAttributes")
        /// An entry of the partner list.
        public let getStorageAllocEntry = Method<EntryHandle, AllocationEntry>("GetStorageAllocEntry")
        /// An entry of the enterprise list.
        public let getStorageEaclEntry = Method<EntryHandle, EnterpriseName>("GetStorageEaclEntry")
        /// Removes a name from the enterprise list.
        public let removeStorageEaclEntry = Method<EntryHandle, Nothing>("RemoveStorageEaclEntry")
        /// Removes an application from the partner list.
        public let removeStorageFpaclEntry = Method<EntryHandle, Nothing>("RemoveStorageFpaclEntry")
        /// Sets how much partners and others may keep.
        public let setGlobalStorageAttributes = Method<StorageShares, Nothing>("SetGlobalStorageAttributes")
        /// Sets how much a partner may keep.
        public let updateStorageFpaclEntry = Method<AllocationSize, Nothing>("UpdateStorageFpaclEntry")

        public init() {}
    }
}

extension AMT.ThirdPartyDataStorageAdministrationService {
    /// An enterprise.
    public struct EnterpriseName: Declaration {
        /// The enterprise's name.
        public let enterpriseName = Parameter<String>("EnterpriseName")

        public init() {}
    }

    /// An entry of one of the lists.
    public struct EntryHandle: Declaration {
        /// The entry.
        public let handle = Parameter<UInt32>("Handle")

        public init() {}
    }

    /// Entries of one of the lists.
    public struct EntryHandles: Declaration {
        /// The entries.
        public let handles = Parameter<[UInt32]>("Handles")

        public init() {}
    }

    /// Applications.
    public struct ApplicationHandles: Declaration {
        /// The applications.
        public let applicationHandles = Parameter<[UInt32]>("ApplicationHandles")

        public init() {}
    }

    /// An application and what it may keep.
    public struct AllocationEntry: Declaration {
        /// The application's name.
        public let applicationName = Parameter<String>("ApplicationName")
        /// Always 1.
        public let attrType = Parameter<UInt32>("AttrType")
        /// Whether it is on the partner list.
        public let isPartner = Parameter<Bool>("IsPartner")
        /// Bytes, a multiple of 4096.
        public let totalAllocationSize = Parameter<UInt32>("TotalAllocationSize")
        /// The vendor's name.
        public let vendorName = Parameter<String>("VendorName")

        public init() {}
    }

    /// What a partner may keep from now on.
    public struct AllocationSize: Declaration {
        /// The entry.
        public let handle = Parameter<UInt32>("Handle")
        /// Bytes, a multiple of 4096.
        public let newAllocationSize = Parameter<UInt32>("NewAllocationSize")

        public init() {}
    }

    /// What is known of an application.
    public struct ApplicationAttributes: Declaration {
        /// Whether a session is open.
        public let activeSession = Parameter<Bool>("ActiveSession")
        /// The application's name.
        public let applicationName = Parameter<String>("ApplicationName")
        /// Always 1.
        public let attrType = Parameter<UInt32>("AttrType")
        /// Bytes in use.
        public let currentAllocationSize = Parameter<UInt32>("CurrentAllocationSize")
        /// The enterprise's name.
        public let enterpriseName = Parameter<String>("EnterpriseName")
        /// Whether it is on the partner list.
        public let partner = Parameter<Bool>("Partner")
        /// Base64 of 16 bytes.
        public let uuid = Parameter<String>("UUID")
        /// The vendor's name.
        public let vendorName = Parameter<String>("VendorName")

        public init() {}
    }

    /// How much partners together, and each other application, may keep.
    public struct StorageShares: Declaration {
        /// Bytes for each application that is no partner.
        public let maxNonPartnerTotalAllocationSize = Parameter<UInt32>("MaxNonPartnerTotalAllocationSize")
        /// Bytes for all partners together.
        public let maxPartnerStorage = Parameter<UInt32>("MaxPartnerStorage")

        public init() {}
    }

    /// Sizes in bytes, and limits.
    public struct GlobalAttributes: Declaration {
        /// Sessions at once.
        public let maxAslEntries = Parameter<UInt16>("MaxAslEntries")
        /// Enterprises.
        public let maxEaclEntries = Parameter<UInt16>("MaxEaclEntries")
        /// Partners.
        public let maxFpaclEntries = Parameter<UInt16>("MaxFpaclEntries")
        /// Permissions groups of a block.
        public let maxGroupsPerBlock = Parameter<UInt16>("MaxGroupsPerBlock")
        /// Members of a permissions group.
        public let maxMembersPerGroup = Parameter<UInt16>("MaxMembersPerGroup")
        /// Bytes for all others together.
        public let maxNonPartnerStorage = Parameter<UInt32>("MaxNonPartnerStorage")
        /// Bytes for each application that is no partner.
        public let maxNonPartnerTotalAllocationSize = Parameter<UInt32>("MaxNonPartnerTotalAllocationSize")
        /// Bytes for all partners together.
        public let maxPartnerStorage = Parameter<UInt32>("MaxPartnerStorage")
        /// Bytes set aside.
        public let totalAllocatedStorage = Parameter<UInt32>("TotalAllocatedStorage")
        /// Bytes set aside by partners.
        public let totalPartnerAllocatedStorage = Parameter<UInt32>("TotalPartnerAllocatedStorage")
        /// Bytes in all.
        public let totalStorage = Parameter<UInt32>("TotalStorage")

        public init() {}
    }
}
