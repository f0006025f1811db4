public import CIMModel

extension CIM {
    /// Whose an identity is.
    public struct AssignedIdentity: Association {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_AssignedIdentity"
        public static var ends: AssociationEnds<Self> { (\.identityInfo, \.managedElement) }

        /// The identity.
        public let identityInfo = Property<Reference<CIM.ManagedElement>>("IdentityInfo", .key)
        /// The account.
        public let managedElement = Property<Reference<CIM.ManagedElement>>("ManagedElement", .key)

        public init() {}
    }
}
