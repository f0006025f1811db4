public import CIMModel

extension CIM {
    /// A memory module.
    public struct PhysicalMemory: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_PhysicalMemory"

        /// The bank it sits in.
        public let bankLabel = Property<String>("BankLabel")
        /// In bytes.
        public let capacity = Property<UInt64>("Capacity")
        /// In MHz.
        public let configuredMemoryClockSpeed = Property<UInt32>("ConfiguredMemoryClockSpeed")
        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// 8 DIMM.
        public let formFactor = Property<UInt16>("FormFactor")
        /// Whether speeds are in MHz.
        public let isSpeedInMhz = Property<Bool>("IsSpeedInMhz")
        /// Who made it.
        public let manufacturer = Property<String>("Manufacturer")
        /// In MHz.
        public let maxMemorySpeed = Property<UInt32>("MaxMemorySpeed")
        /// 26 DDR4.
        public let memoryType = Property<UInt16>("MemoryType")
        /// The part number.
        public let partNumber = Property<String>("PartNumber")
        /// The serial number.
        public let serialNumber = Property<String>("SerialNumber")
        /// 0: see ConfiguredMemoryClockSpeed.
        public let speed = Property<UInt32>("Speed")
        /// Tells one from another.
        public let tag = Property<String>("Tag", .key)

        public init() {}
    }
}
