public import CIMModel

extension AMT {
    /// In which states of the PC the engine works.
    public struct SystemPowerScheme: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_SystemPowerScheme"

        /// The states in words.
        public let description = Property<String>("Description")
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)
        /// Names the scheme, base64 of 16 bytes.
        public let schemeGUID = Property<String>("SchemeGUID", .key)

        /// Chooses the scheme.
        public let setPowerScheme = Method<SchemeChoice, Nothing>("SetPowerScheme")

        public init() {}
    }
}

extension AMT.SystemPowerScheme {
    /// A scheme.
    public struct SchemeChoice: Declaration {
        /// Names it.
        public let schemeGUID = Parameter<String>("SchemeGUID")

        public init() {}
    }
}
