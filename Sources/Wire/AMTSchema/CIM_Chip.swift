public import CIMModel

extension CIM {
    /// The package of a processor; its brand string is the version.
    public struct Chip: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_Chip"

        /// Whether it can be replaced in the field.
        public let canBeFRUed = Property<Bool>("CanBeFRUed")
        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Who made it.
        public let manufacturer = Property<String>("Manufacturer")
        /// 0 unknown.
        public let operationalStatus = Property<[UInt16]>("OperationalStatus")
        /// Tells one from another.
        public let tag = Property<String>("Tag", .key)
        /// The brand string.
        public let version = Property<String>("Version")

        public init() {}
    }
}
