public import CIMModel

extension CIM {
    /// Where the events of a subscription are sent.
    public struct ListenerDestinationWSManagement: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_ListenerDestinationWSManagement"

        /// The name of the class, as AMT has it.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// How the events are sent.
        public let deliveryMode = Property<DeliveryMode>("DeliveryMode")
        /// The URL.
        public let destination = Property<String>("Destination")
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Names the destination.
        public let name = Property<String>("Name", .key)
        /// 2: it outlasts a restart.
        public let persistenceType = Property<UInt16>("PersistenceType")
        /// The name of the class of the PC.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The name of the PC.
        public let systemName = Property<String>("SystemName", .key)

        public init() {}
    }
}

extension CIM.ListenerDestinationWSManagement {
    /// How events are sent.
    public enum DeliveryMode: UInt16, ValueMap {
        /// The listener only takes them.
        case push = 2
        /// The listener answers each.
        case pushWithAck = 3
    }
}
