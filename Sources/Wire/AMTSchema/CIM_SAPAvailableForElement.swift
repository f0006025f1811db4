public import CIMModel

extension CIM {
    /// Which element an access point reaches.
    public struct SAPAvailableForElement: Association {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_SAPAvailableForElement"
        public static var ends: AssociationEnds<Self> { (\.availableSAP, \.managedElement) }

        /// The access point.
        public let availableSAP = Property<Reference<CIM.ManagedElement>>("AvailableSAP", .key)
        /// The element.
        public let managedElement = Property<Reference<CIM.ManagedElement>>("ManagedElement", .key)

        public init() {}
    }
}
