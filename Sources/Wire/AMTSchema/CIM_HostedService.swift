public import CIMModel

extension CIM {
    /// Which system a service works on.
    public struct HostedService: Association {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_HostedService"
        public static var ends: AssociationEnds<Self> { (\.antecedent, \.dependent) }

        /// The system.
        public let antecedent = Property<Reference<CIM.ManagedElement>>("Antecedent", .key)
        /// The service.
        public let dependent = Property<Reference<CIM.ManagedElement>>("Dependent", .key)

        public init() {}
    }
}
