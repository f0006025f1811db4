public import CIMModel

extension CIM {
    /// A boot source's place in a boot configuration.
    public struct OrderedComponent: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_OrderedComponent"

        /// The place, from 1; 0 for a source that is not tried.
        public let assignedSequence = Property<UInt64>("AssignedSequence")
        /// The boot configuration.
        public let groupComponent = Property<Reference<CIM.BootConfigSetting>>("GroupComponent", .key)
        /// The boot source.
        public let partComponent = Property<Reference<CIM.BootSourceSetting>>("PartComponent", .key)

        public init() {}
    }
}
