public import CIMModel

extension CIM {
    /// The main board.
    public struct Card: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_Card"

        /// Whether it can be replaced in the field.
        public let canBeFRUed = Property<Bool>("CanBeFRUed")
        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Who made it.
        public let manufacturer = Property<String>("Manufacturer")
        /// The model.
        public let model = Property<String>("Model")
        /// 0 unknown.
        public let operationalStatus = Property<[UInt16]>("OperationalStatus")
        /// 9 module or card.
        public let packageType = Property<UInt16>("PackageType")
        /// The serial number.
        public let serialNumber = Property<String>("SerialNumber")
        /// Tells one from another.
        public let tag = Property<String>("Tag", .key)
        /// The version.
        public let version = Property<String>("Version")

        public init() {}
    }
}
