public import CIMModel

extension SKS {
    /// An infected file of which the appliance keeps a copy.
    public struct KeptFile: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "SKS_KeptFile"

        /// Names it.
        public let fileID = Property<String>("FileID", .key)
        /// The number of the owning group.
        public let group = Property<UInt32>("Group")
        /// What the scanner calls what is in it.
        public let infection = Property<String>("Infection")
        /// When it was copied, ISO 8601.
        public let keptAt = Property<String>("KeptAt")
        /// The permission bits.
        public let mode = Property<UInt32>("Mode")
        /// When it was last changed in the user OS, ISO 8601.
        public let modifiedAt = Property<String>("ModifiedAt")
        /// The number of the owning user.
        public let owner = Property<UInt32>("Owner")
        /// Where the user OS had it.
        public let path = Property<String>("Path")
        /// 64 hexadecimal digits.
        public let sha256 = Property<String>("SHA256")
        /// Bytes.
        public let size = Property<UInt64>("Size")

        public init() {}
    }
}
