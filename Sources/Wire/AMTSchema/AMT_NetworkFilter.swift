public import CIMModel

extension AMT {
    /// A filter that is built in; there is none, for what is built in is the stance.
    public struct NetworkFilter: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_NetworkFilter"

        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// What its maker calls it.
        public let name = Property<String>("Name", .key)
        /// Whose it is.
        public let ownerID = Property<UInt32>("OwnerID", .key)
        /// The class of the system.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The system.
        public let systemName = Property<String>("SystemName", .key)

        public init() {}
    }
}
