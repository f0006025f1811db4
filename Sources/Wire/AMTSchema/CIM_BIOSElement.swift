public import CIMModel

extension CIM {
    /// The firmware of the PC.
    public struct BIOSElement: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_BIOSElement"

        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Who made it.
        public let manufacturer = Property<String>("Manufacturer")
        /// Names the element.
        public let name = Property<String>("Name", .key)
        /// 0 unknown.
        public let operationalStatus = Property<[UInt16]>("OperationalStatus")
        /// Whether it is the primary one.
        public let primaryBIOS = Property<Bool>("PrimaryBIOS")
        /// When it was released.
        public let releaseDate = Property<DateTime>("ReleaseDate")
        /// Names the software.
        public let softwareElementID = Property<String>("SoftwareElementID", .key)
        /// 2 executable.
        public let softwareElementState = Property<UInt16>("SoftwareElementState", .key)
        /// 66 for none in particular.
        public let targetOperatingSystem = Property<UInt16>("TargetOperatingSystem", .key)
        /// The version.
        public let version = Property<String>("Version", .key)

        public init() {}
    }
}
