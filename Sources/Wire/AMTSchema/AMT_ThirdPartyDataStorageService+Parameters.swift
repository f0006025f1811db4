public import CIMModel

extension AMT.ThirdPartyDataStorageService {
    /// Who an application is; all four together name it.
    public struct ApplicationIdentity: Declaration {
        /// The application's name.
        public let applicationName = Parameter<String>("ApplicationName")
        /// 32 hexadecimal digits that tell instances of the application apart.
        public let callerUUID = Parameter<String>("CallerUUID")
        /// One of the enterprise list's names.
        public let enterpriseName = Parameter<String>("EnterpriseName")
        /// The vendor's name.
        public let vendorName = Parameter<String>("VendorName")

        public init() {}
    }

    /// A session.
    public struct StorageSession: Declaration {
        /// Hexadecimal digits.
        public let sessionHandle = Parameter<String>("SessionHandle")

        public init() {}
    }

    /// An application that is asked about.
    public struct ApplicationChoice: Declaration {
        /// The application.
        public let applicationBeingRequested = Parameter<UInt32>("ApplicationBeingRequested")
        /// The session, in hexadecimal digits.
        public let sessionHandle = Parameter<String>("SessionHandle")

        public init() {}
    }

    /// An application whose blocks are asked for.
    public struct BlockOwner: Declaration {
        /// The owner.
        public let blockOwnerApplication = Parameter<UInt32>("BlockOwnerApplication")
        /// The session, in hexadecimal digits.
        public let sessionHandle = Parameter<String>("SessionHandle")

        public init() {}
    }

    /// An application's names.
    public struct ApplicationNames: Declaration {
        /// The application's name.
        public let applicationName = Parameter<String>("ApplicationName")
        /// The vendor's name.
        public let vendorName = Parameter<String>("VendorName")

        public init() {}
    }

    /// An application.
    public struct ApplicationHandle: Declaration {
        /// The application.
        public let applicationHandle = Parameter<UInt32>("ApplicationHandle")

        public init() {}
    }

    /// Applications.
    public struct ApplicationHandles: Declaration {
        /// The applications.
        public let appHandles = Parameter<[UInt32]>("AppHandles")

        public init() {}
    }

    /// What can be set aside.
    public struct BytesAvailable: Declaration {
        /// Bytes.
        public let bytesAvailable = Parameter<UInt32>("BytesAvailable")

        public init() {}
    }

    /// A block that is wanted.
    public struct BlockWish: Declaration {
        /// Whether other applications do not see it.
        public let blockHidden = Parameter<Bool>("BlockHidden")
        /// The name, at most 32 bytes.
        public let blockName = Parameter<String>("BlockName")
        /// A multiple of the MTU.
        public let bytesRequested = Parameter<UInt32>("BytesRequested")
        /// The session, in hexadecimal digits.
        public let sessionHandle = Parameter<String>("SessionHandle")

        public init() {}
    }

    /// A block that was set aside.
    public struct BlockHandle: Declaration {
        /// The block.
        public let blockHandle = Parameter<UInt32>("BlockHandle")

        public init() {}
    }

    /// Blocks.
    public struct BlockHandles: Declaration {
        /// The blocks.
        public let blockHandles = Parameter<[UInt32]>("BlockHandles")

        public init() {}
    }

    /// The block that a call is about.
    public struct BlockChoice: Declaration {
        /// The block.
        public let blockHandle = Parameter<UInt32>("BlockHandle")
        /// The session, in hexadecimal digits.
        public let sessionHandle = Parameter<String>("SessionHandle")

        public init() {}
    }

    /// What is known of a block.
    public struct BlockAttributes: Declaration {
        /// Whether other applications do not see it.
        public let blockHidden = Parameter<Bool>("BlockHidden")
        /// The name, at most 32 bytes.
        public let blockName = Parameter<String>("BlockName")
        /// Bytes.
        public let blockSize = Parameter<UInt32>("BlockSize")

        public init() {}
    }

    /// A block's new name.
    public struct BlockName: Declaration {
        /// The block.
        public let blockHandle = Parameter<UInt32>("BlockHandle")
        /// The name, at most 32 bytes.
        public let blockName = Parameter<String>("BlockName")
        /// The session, in hexadecimal digits.
        public let sessionHandle = Parameter<String>("SessionHandle")

        public init() {}
    }

    /// Whether a block is hidden from now on.
    public struct BlockVisibility: Declaration {
        /// The block.
        public let blockHandle = Parameter<UInt32>("BlockHandle")
        /// Whether other applications do not see it.
        public let blockHidden = Parameter<Bool>("BlockHidden")
        /// The session, in hexadecimal digits.
        public let sessionHandle = Parameter<String>("SessionHandle")

        public init() {}
    }

    /// What of a block to read.
    public struct BlockRange: Declaration {
        /// The block.
        public let blockHandle = Parameter<UInt32>("BlockHandle")
        /// How many bytes; the MTU is the limit.
        public let byteCount = Parameter<UInt32>("ByteCount")
        /// From which byte of the block on.
        public let byteOffset = Parameter<UInt32>("ByteOffset")
        /// The session, in hexadecimal digits.
        public let sessionHandle = Parameter<String>("SessionHandle")

        public init() {}
    }

    /// What was read.
    public struct BlockData: Declaration {
        /// Base64.
        public let data = Parameter<String>("Data")

        public init() {}
    }

    /// What to write, and where.
    public struct BlockWriting: Declaration {
        /// The block.
        public let blockHandle = Parameter<UInt32>("BlockHandle")
        /// From which byte of the block on.
        public let byteOffset = Parameter<UInt32>("ByteOffset")
        /// Base64.
        public let data = Parameter<String>("Data")
        /// The session, in hexadecimal digits.
        public let sessionHandle = Parameter<String>("SessionHandle")

        public init() {}
    }

    /// How much was written.
    public struct BytesWritten: Declaration {
        /// Bytes.
        public let bytesWritten = Parameter<UInt32>("BytesWritten")

        public init() {}
    }
}
