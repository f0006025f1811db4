public import CIMModel

extension AMT {
    /// What a filter of the policy in force has counted.
    public struct ActiveFilterStatistics: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_ActiveFilterStatistics"

        /// When the policy came into force.
        public let activationTime = Property<DateTime>("ActivationTime")
        /// The port.
        public let antecedent = Property<Reference<CIM.EthernetPort>>("Antecedent", .key)
        /// The filter in its policy.
        public let dependent = Property<Reference<AMT.FilterInSystemDefensePolicy>>("Dependent", .key)
        /// Whether the filter has matched.
        public let filterMatched = Property<Bool>("FilterMatched")
        /// When the counters were last set to zero.
        public let lastResetTime = Property<DateTime>("LastResetTime")
        /// Packets that matched.
        public let readCount = Property<UInt32>("ReadCount")

        public init() {}
    }
}
