public import CIMModel

extension CIM {
    /// Whose events a log keeps.
    public struct UseOfLog: Association {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_UseOfLog"
        public static var ends: AssociationEnds<Self> { (\.antecedent, \.dependent) }

        /// The log.
        public let antecedent = Property<Reference<CIM.ManagedElement>>("Antecedent", .key)
        /// The system.
        public let dependent = Property<Reference<CIM.ManagedElement>>("Dependent", .key)

        public init() {}
    }
}
