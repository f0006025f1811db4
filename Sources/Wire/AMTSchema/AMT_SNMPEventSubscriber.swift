public import CIMModel

extension AMT {
    /// Who is sent platform event traps.
    public struct SNMPEventSubscriber: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_SNMPEventSubscriber"

        /// The address to send to.
        public let accessInfo = Property<String>("AccessInfo", .write)
        /// The community that its traps name.
        public let communityString = Property<String>("CommunityString", .write)
        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// 3 for an IPv4 address, 4 for an IPv6 address.
        public let infoFormat = Property<UInt16>("InfoFormat")
        /// Names the subscriber.
        public let name = Property<String>("Name", .key)
        /// It is told what the filters of this policy let pass; 255 for those of every policy.
        public let policyID = Property<UInt8>("PolicyID", .write)
        /// The UDP port to send to.
        public let portInfo = Property<String>("PortInfo", .write)
        /// The class of the system.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The system.
        public let systemName = Property<String>("SystemName", .key)

        public init() {}
    }
}
