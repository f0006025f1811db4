public import CIMModel

extension AMT {
    /// A System Defense filter on the headers of IP, TCP and UDP. Addresses are in hexadecimal.
    public struct IPHeadersFilter: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_IPHeadersFilter"

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
        /// The codes of differentiated services, one of which must be there.
        public let hdrDSCP = Property<[UInt8]>("HdrDSCP")
        /// The receiver, or the first of a range.
        public let hdrDestAddress = Property<String>("HdrDestAddress")
        /// The last receiver of a range; not with a mask.
        public let hdrDestAddressEndOfRange = Property<String>("HdrDestAddressEndOfRange")
        /// The bits of the receiver that count.
        public let hdrDestMask = Property<String>("HdrDestMask")
        /// The last port of the receiver.
        public let hdrDestPortEnd = Property<UInt16>("HdrDestPortEnd")
        /// The first port of the receiver.
        public let hdrDestPortStart = Property<UInt16>("HdrDestPortStart")
        /// IPv6's flow label, three octets.
        public let hdrFlowLabel = Property<String>("HdrFlowLabel")
        /// 4 or 6.
        public let hdrIPVersion = Property<UInt8>("HdrIPVersion")
        /// What IP carries, by IANA's number.
        public let hdrProtocolID = Property<UInt8>("HdrProtocolID")
        /// The sender, or the first of a range.
        public let hdrSrcAddress = Property<String>("HdrSrcAddress")
        /// The last sender of a range; not with a mask.
        public let hdrSrcAddressEndOfRange = Property<String>("HdrSrcAddressEndOfRange")
        /// The bits of the sender that count.
        public let hdrSrcMask = Property<String>("HdrSrcMask")
        /// The last port of the sender.
        public let hdrSrcPortEnd = Property<UInt16>("HdrSrcPortEnd")
        /// The first port of the sender.
        public let hdrSrcPortStart = Property<UInt16>("HdrSrcPortStart")
        /// The creation handle, by which policies name it.
        public let instanceID = Property<String>("InstanceID", .key)
        /// What its maker calls it.
        public let name = Property<String>("Name", .key)
        /// The class of the system.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The system.
        public let systemName = Property<String>("SystemName", .key)
        /// Flags that must not be set, by their bit in the header.
        public let tcpFlagsOff = Property<[UInt16]>("TCPFlagsOff")
        /// Flags that must be set, by their bit in the header: 0 FIN, 1 SYN, 2 RST, 3 PSH, 4 ACK, 5 URG.
        public let tcpFlagsOn = Property<[UInt16]>("TCPFlagsOn")

        public init() {}
    }
}
