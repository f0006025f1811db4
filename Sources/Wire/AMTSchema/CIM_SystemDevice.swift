public import CIMModel

extension CIM {
    /// Which system a device belongs to.
    public struct SystemDevice: Association {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_SystemDevice"
        public static var ends: AssociationEnds<Self> { (\.groupComponent, \.partComponent) }

        /// The system.
        public let groupComponent = Property<Reference<CIM.ManagedElement>>("GroupComponent", .key)
        /// The device.
        public let partComponent = Property<Reference<CIM.ManagedElement>>("PartComponent", .key)

        public init() {}
    }
}
