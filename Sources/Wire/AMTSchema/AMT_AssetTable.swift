public import CIMModel

extension AMT {
    /// One of the board's tables.
    public struct AssetTable: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_AssetTable"

        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Names the table among those of its type.
        public let instanceID = Property<String>("InstanceID", .key)
        /// The table as it lies in memory, base64.
        public let tableData = Property<String>("TableData")
        /// The number of the table's type.
        public let tableType = Property<UInt32>("TableType", .key)
        /// The type in words.
        public let tableTypeInfo = Property<String>("TableTypeInfo")

        public init() {}
    }
}
