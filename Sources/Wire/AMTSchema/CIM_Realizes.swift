public import CIMModel

extension CIM {
    /// Which physical part is which device.
    public struct Realizes: Association {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_Realizes"
        public static var ends: AssociationEnds<Self> { (\.antecedent, \.dependent) }

        /// The part.
        public let antecedent = Property<Reference<CIM.ManagedElement>>("Antecedent", .key)
        /// The device.
        public let dependent = Property<Reference<CIM.ManagedElement>>("Dependent", .key)

        public init() {}
    }
}
