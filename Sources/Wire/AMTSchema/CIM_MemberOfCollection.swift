public import CIMModel

extension CIM {
    /// What belongs to a collection.
    public struct MemberOfCollection: Association {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_MemberOfCollection"
        public static var ends: AssociationEnds<Self> { (\.collection, \.member) }

        /// The collection.
        public let collection = Property<Reference<CIM.ManagedElement>>("Collection", .key)
        /// What belongs to it.
        public let member = Property<Reference<CIM.ManagedElement>>("Member", .key)

        public init() {}
    }
}
