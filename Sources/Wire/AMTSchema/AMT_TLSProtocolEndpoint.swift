public import CIMModel

extension AMT {
    /// An end of TLS connections.
    public struct TLSProtocolEndpoint: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_TLSProtocolEndpoint"

        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Whether it takes connections.
        public let enabledState = Property<CIM.EnabledState>("EnabledState")
        /// Names the endpoint.
        public let name = Property<String>("Name", .key)
        /// What the name is.
        public let nameFormat = Property<String>("NameFormat")
        /// What protocol it is, as text.
        public let otherTypeDescription = Property<String>("OtherTypeDescription")
        /// 1: other.
        public let protocolIFType = Property<UInt16>("ProtocolIFType")
        /// The last state asked for.
        public let requestedState = Property<CIM.RequestedState>("RequestedState")
        /// 1: client, 2: server.
        public let role = Property<UInt8>("Role")
        /// The system's class.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The system's name.
        public let systemName = Property<String>("SystemName", .key)

        public init() {}
    }
}
