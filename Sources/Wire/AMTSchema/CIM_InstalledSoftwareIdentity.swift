public import CIMModel

extension CIM {
    /// Which software is installed on which system.
    public struct InstalledSoftwareIdentity: Association {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_InstalledSoftwareIdentity"
        public static var ends: AssociationEnds<Self> { (\.system, \.installedSoftware) }

        /// The software.
        public let installedSoftware = Property<Reference<CIM.ManagedElement>>("InstalledSoftware", .key)
        /// The system.
        public let system = Property<Reference<CIM.ManagedElement>>("System", .key)

        public init() {}
    }
}
