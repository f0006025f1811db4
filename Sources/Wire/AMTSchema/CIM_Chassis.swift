public import CIMModel

extension CIM {
    /// The case of the PC.
    public struct Chassis: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_Chassis"

        /// The SMBIOS type of the case.
        public let chassisPackageType = Property<UInt16>("ChassisPackageType")
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
        /// 3 chassis.
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
