public import CIMModel

extension AMT {
    /// A choice of filters, and what happens to packets that none of them means.
    public struct SystemDefensePolicy: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_SystemDefensePolicy"

        /// 1 when packets whose source is not the host's are dropped, else 0.
        public let antiSpoofingSupport = Property<UInt32>("AntiSpoofingSupport", .write)
        /// The filters, by creation handle.
        public let filterCreationHandles = Property<[UInt32]>("FilterCreationHandles", .write)
        /// Names the policy: `Intel(r) AMT:Policy 1`.
        public let instanceID = Property<String>("InstanceID", .key)
        /// At most 16 characters.
        public let policyName = Property<String>("PolicyName", .write)
        /// Of enabled policies the greatest is in force.
        public let policyPrecedence = Property<UInt32>("PolicyPrecedence", .write)
        /// Whether such packets are counted.
        public let rxDefaultCount = Property<Bool>("RxDefaultCount", .write)
        /// Whether what arrives and matches no filter is dropped.
        public let rxDefaultDrop = Property<Bool>("RxDefaultDrop", .write)
        /// Whether the first such packet raises an event.
        public let rxDefaultMatchEvent = Property<Bool>("RxDefaultMatchEvent", .write)
        /// Whether such packets are counted.
        public let txDefaultCount = Property<Bool>("TxDefaultCount", .write)
        /// Whether what leaves and matches no filter is dropped.
        public let txDefaultDrop = Property<Bool>("TxDefaultDrop", .write)
        /// Whether the first such packet raises an event.
        public let txDefaultMatchEvent = Property<Bool>("TxDefaultMatchEvent", .write)

        /// Tells after how many minutes the policy is disabled.
        public let getTimeout = Method<Nothing, PolicyTimeout>("GetTimeout")
        /// Sets after how many minutes the policy is disabled; it counts from when it is enabled.
        public let setTimeout = Method<PolicyTimeout, Nothing>("SetTimeout")
        /// Reads the counters for AMT_ActiveFilterStatistics, and arms the events again.
        public let updateStatistics = Method<StatisticsUpdate, Nothing>("UpdateStatistics")

        public init() {}
    }
}

extension AMT.SystemDefensePolicy {
    /// How long a policy stays enabled.
    public struct PolicyTimeout: Declaration {
        /// Minutes; 0 for ever.
        public let timeout = Parameter<UInt32>("Timeout")

        public init() {}
    }

    /// Which counters to read.
    public struct StatisticsUpdate: Declaration {
        /// The port.
        public let networkInterface = Parameter<Reference<CIM.EthernetPort>>("NetworkInterface")
        /// Whether the counters begin at zero afterwards.
        public let resetOnRead = Parameter<Bool>("ResetOnRead")

        public init() {}
    }
}
