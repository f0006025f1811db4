public import CIMModel

extension CIM {
    /// The order in which boot sources are tried.
    public struct BootConfigSetting: CIMClass {
        public typealias Status = CIM.BootStatus
        public static let className: ClassName = "CIM_BootConfigSetting"

        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)

        /// Sets the sources to try at the next start; none leaves the board's own order.
        public let changeBootOrder = Method<BootOrder, Nothing>("ChangeBootOrder")

        public init() {}
    }
}

extension CIM.BootConfigSetting {
    /// The source to try; AMT's clients send one, or none.
    public struct BootOrder: Declaration {
        /// The source.
        public let source = Parameter<Reference<CIM.BootSourceSetting>>("Source")

        public init() {}
    }
}
