public import CIMModel

extension AMT {
    /// How much of a policy a port carries out.
    public struct NetworkPortSystemDefenseCapabilities: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_NetworkPortSystemDefenseCapabilities"

        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Whether addresses of IPv4 are watched.
        public let ipv4AntiSpoofingCapable = Property<Bool>("IPv4_AntiSpoofingCapable")
        /// Counters for IPv4 at most, of packets that arrive.
        public let ipv4MaxRxCounters = Property<UInt16>("IPv4_MaxRxCounters")
        /// Filters for IPv4 at most, of packets that arrive.
        public let ipv4MaxRxFilters = Property<UInt16>("IPv4_MaxRxFilters")
        /// Counters for IPv4 at most, of packets that leave.
        public let ipv4MaxTxCounters = Property<UInt16>("IPv4_MaxTxCounters")
        /// Filters for IPv4 at most, of packets that leave.
        public let ipv4MaxTxFilters = Property<UInt16>("IPv4_MaxTxFilters")
        /// Whether addresses of IPv6 are watched.
        public let ipv6AntiSpoofingCapable = Property<Bool>("IPv6_AntiSpoofingCapable")
        /// Counters for IPv6 at most, of packets that arrive.
        public let ipv6MaxRxCounters = Property<UInt16>("IPv6_MaxRxCounters")
        /// Filters for IPv6 at most, of packets that arrive.
        public let ipv6MaxRxFilters = Property<UInt16>("IPv6_MaxRxFilters")
        /// Counters for IPv6 at most, of packets that leave.
        public let ipv6MaxTxCounters = Property<UInt16>("IPv6_MaxTxCounters")
        /// Filters for IPv6 at most, of packets that leave.
        public let ipv6MaxTxFilters = Property<UInt16>("IPv6_MaxTxFilters")
        /// How many filters for IPv4 one for IPv6 costs.
        public let ipv6ToIPv4Ratio = Property<UInt16>("IPv6_to_IPv4_Ratio")
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)

        public init() {}
    }
}
