public import CIMModel

extension CIM {
    /// Which system an account is of.
    public struct AccountOnSystem: Association {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_AccountOnSystem"
        public static var ends: AssociationEnds<Self> { (\.groupComponent, \.partComponent) }

        /// The system.
        public let groupComponent = Property<Reference<CIM.ManagedElement>>("GroupComponent", .key)
        /// The account.
        public let partComponent = Property<Reference<CIM.ManagedElement>>("PartComponent", .key)

        public init() {}
    }
}
