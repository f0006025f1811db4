public import CIMModel

extension CIM {
    /// Which firmware starts which system.
    public struct SystemBIOS: Association {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_SystemBIOS"
        public static var ends: AssociationEnds<Self> { (\.groupComponent, \.partComponent) }

        /// The system.
        public let groupComponent = Property<Reference<CIM.ManagedElement>>("GroupComponent", .key)
        /// The firmware.
        public let partComponent = Property<Reference<CIM.ManagedElement>>("PartComponent", .key)

        public init() {}
    }
}
