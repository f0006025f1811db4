public import CIMModel

extension CIM {
    /// What tells the abilities of an element.
    public struct ElementCapabilities: Association {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_ElementCapabilities"
        public static var ends: AssociationEnds<Self> { (\.managedElement, \.capabilities) }

        /// What tells its abilities.
        public let capabilities = Property<Reference<CIM.ManagedElement>>("Capabilities", .key)
        /// The element.
        public let managedElement = Property<Reference<CIM.ManagedElement>>("ManagedElement", .key)

        public init() {}
    }
}
