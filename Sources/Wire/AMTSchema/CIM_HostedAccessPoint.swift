public import CIMModel

extension CIM {
    /// Which system offers an access point.
    public struct HostedAccessPoint: Association {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_HostedAccessPoint"
        public static var ends: AssociationEnds<Self> { (\.antecedent, \.dependent) }

        /// The system.
        public let antecedent = Property<Reference<CIM.ManagedElement>>("Antecedent", .key)
        /// The access point.
        public let dependent = Property<Reference<CIM.ManagedElement>>("Dependent", .key)

        public init() {}
    }
}
