/// What the third-party data store knows besides the data: who may keep how much, who keeps what, and for whom.
///
/// Entries are found by handle. The values are the tables; ``NVRAM/withDataStore(_:)`` keeps them.
public struct DataStore: Sendable, Hashable {
    /// The enterprise list.
    public var enterprises: [UInt32: Enterprise] = [:]
    /// The partner list.
    public var partners: [UInt32: Partner] = [:]
    /// The applications that have registered.
    public var applications: [UInt32: Application] = [:]
    /// The blocks that were set aside.
    public var blocks: [UInt32: Block] = [:]
    /// The permissions groups of the blocks.
    public var groups: [UInt32: Group] = [:]
    /// What an administrator has set.
    public var shares = Shares()

    /// Creates a store that nobody has used.
    public init() {}

    /// An enterprise under which applications may register.
    public struct Enterprise: Sendable, Codable, Hashable {
        public var name: String

        public init(name: String) { self.name = name }
    }

    /// An application with an allotment of its own.
    public struct Partner: Sendable, Codable, Hashable {
        public var vendor: String
        public var application: String
        /// Bytes that it may set aside.
        public var size: UInt32

        public init(vendor: String, application: String, size: UInt32) {
            self.vendor = vendor
            self.application = application
            self.size = size
        }
    }

    /// An instance of an application.
    public struct Application: Sendable, Codable, Hashable {
        /// 16 bytes that tell the instances apart.
        public var uuid: [UInt8]
        public var vendor: String
        public var name: String
        /// The handle of the enterprise.
        public var enterprise: UInt32
        /// The side on which it registered first; nil for one that belongs to both.
        public var side: Side?

        public init(uuid: [UInt8], vendor: String, name: String, enterprise: UInt32, side: Side?) {
            self.uuid = uuid
            self.vendor = vendor
            self.name = name
            self.enterprise = enterprise
            self.side = side
        }
    }

    /// A side of the PC.
    public enum Side: String, Sendable, Codable, Hashable {
        /// The user OS.
        case local
        case network
    }

    /// A block of storage.
    public struct Block: Sendable, Codable, Hashable {
        /// The handle of the application that set it aside.
        public var owner: UInt32
        public var size: UInt32
        public var isHidden: Bool
        public var name: String

        public init(owner: UInt32, size: UInt32, isHidden: Bool, name: String) {
            self.owner = owner
            self.size = size
            self.isHidden = isHidden
            self.name = name
        }
    }

    /// What some applications may do with a block of another's.
    public struct Group: Sendable, Codable, Hashable {
        /// The handle of the block.
        public var block: UInt32
        public var name: String
        /// 1: to read; 2: to read and write.
        public var permissions: UInt32
        /// The handles of the applications.
        public var members: [UInt32]

        public init(block: UInt32, name: String, permissions: UInt32, members: [UInt32]) {
            self.block = block
            self.name = name
            self.permissions = permissions
            self.members = members
        }
    }

    /// How the storage is shared out, and which handle comes next.
    public struct Shares: Sendable, Codable, Hashable {
        /// Bytes for all partners together.
        public var partners: UInt32 = 768 * 1024
        /// Bytes for each application that is no partner.
        public var eachOther: UInt32 = 64 * 1024
        /// No handle is given twice, for a program may hold on to an old one.
        public var nextHandle: UInt32 = 4096

        public init() {}
    }

    /// Bytes in all.
    public static let totalSize: UInt32 = 1024 * 1024
    /// What sizes are multiples of, and the most that one call carries.
    public static let pageSize = 4096
}

extension DataStore {
    /// The enterprise, partner and application of the engine's own facts; none of them can be removed.
    public static let factsHandle: UInt32 = 1
    /// What the facts' blocks are called.
    public static let factsName = "Software facts"
    /// The application that owns the facts: whoever registers as it may read them.
    public static let factsApplication = Application(
        uuid: Array("Sekisho facts v1".utf8),
        vendor: "Sekisho",
        name: factsName,
        enterprise: factsHandle,
        side: nil
    )
    /// Blocks that the facts may take; their handles are 1, 2 and so on.
    public static let greatestFactsCount = 64

    /// Adds the facts' application and its blocks.
    mutating func addFacts(blocks count: Int) {
        let owner = Self.factsApplication
        enterprises[Self.factsHandle] = Enterprise(name: owner.vendor)
        partners[Self.factsHandle] = Partner(
            vendor: owner.vendor,
            application: owner.name,
            size: UInt32(Self.greatestFactsCount * Self.pageSize)
        )
        applications[Self.factsHandle] = owner
        for handle in 0..<UInt32(clamping: count) {
            blocks[handle + 1] = Block(
                owner: Self.factsHandle,
                size: UInt32(Self.pageSize),
                isHidden: false,
                name: Self.factsName
            )
        }
    }
}
