public import CIMModel

extension CIM {
    /// A case that holds a part of the PC, such as a disk.
    public struct PhysicalPackage: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_PhysicalPackage"

        /// Whether it can be replaced in the field.
        public let canBeFRUed = Property<Bool>("CanBeFRUed")
        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// The model.
        public let model = Property<String>("Model")
        /// How it is.
        public let operationalStatus = Property<[UInt16]>("OperationalStatus")
        /// What it holds.
        public let packageType = Property<UInt16>("PackageType")
        /// The serial number.
        public let serialNumber = Property<String>("SerialNumber")
        /// Names the instance.
        public let tag = Property<String>("Tag", .key)

        public init() {}
    }
}
