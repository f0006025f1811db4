public import CIMModel

extension CIM {
    /// What the firmware can do.
    public struct BIOSFeature: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_BIOSFeature"

        /// The bits of SMBIOS that are set.
        public let characteristics = Property<[UInt16]>("Characteristics")
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// The product's number.
        public let identifyingNumber = Property<String>("IdentifyingNumber", .key)
        /// Names the features.
        public let name = Property<String>("Name", .key)
        /// How they are.
        public let operationalStatus = Property<[UInt16]>("OperationalStatus")
        /// The product.
        public let productName = Property<String>("ProductName", .key)
        /// Who makes the product.
        public let vendor = Property<String>("Vendor", .key)
        /// The product's version.
        public let version = Property<String>("Version", .key)

        public init() {}
    }
}
