public import CIMModel

extension AMT {
    /// The policy that agents of the user OS enable when they go silent.
    public struct AgentPresenceInterfacePolicy: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_AgentPresenceInterfacePolicy"

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
