public import CIMModel

extension AMT {
    /// The policy that is enabled while an outbreak of a worm lasts.
    public struct HeuristicPacketFilterInterfacePolicy: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_HeuristicPacketFilterInterfacePolicy"

        /// Whether the policy is in force.
        public let active = Property<Bool>("Active")
        /// The port.
        public let antecedent = Property<Reference<CIM.EthernetPort>>("Antecedent", .key)
        /// The policy.
        public let dependent = Property<Reference<AMT.SystemDefensePolicy>>("Dependent", .key)
        /// Whether the policy is enabled.
        public let enabled = Property<Bool>("Enabled")

        public init() {}
    }
}
