public import CIMModel

extension AMT {
    /// A System Defense filter on the Ethernet header.
    public struct Hdr8021Filter: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_Hdr8021Filter"

        /// Whether the first match raises an event.
        public let actionEventOnMatch = Property<Bool>("ActionEventOnMatch")
        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// Which way the packets go that it is compared with.
        public let filterDirection = Property<AMT.FilterDirection>("FilterDirection")
        /// What happens to a packet that matches.
        public let filterProfile = Property<AMT.FilterProfile>("FilterProfile")
        /// Packets a second, for a filter that limits them.
        public let filterProfileData = Property<UInt32>("FilterProfileData")
        /// Base64 of the receiver's six octets.
        public let hdrDestMACAddr8021 = Property<String>("HdrDestMACAddr8021")
        /// Base64 of the bits of the receiver that count.
        public let hdrDestMACMask8021 = Property<String>("HdrDestMACMask8021")
        /// The priority in the tag.
        public let hdrPriorityValue8021 = Property<UInt8>("HdrPriorityValue8021")
        /// The type of the frame: 2048 for IPv4, 2054 for ARP.
        public let hdrProtocolID8021 = Property<UInt16>("HdrProtocolID8021")
        /// Base64 of the sender's six octets.
        public let hdrSrcMACAddr8021 = Property<String>("HdrSrcMACAddr8021")
        /// Base64 of the bits of the sender that count.
        public let hdrSrcMACMask8021 = Property<String>("HdrSrcMACMask8021")
        /// The network in the tag.
        public let hdrVLANID8021 = Property<UInt32>("HdrVLANID8021")
        /// The creation handle, by which policies name it.
        public let instanceID = Property<String>("InstanceID", .key)
        /// What its maker calls it.
        public let name = Property<String>("Name", .key)
        /// The class of the system.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The system.
        public let systemName = Property<String>("SystemName", .key)

        public init() {}
    }
}
