public import CIMModel

extension AMT {
    /// The policy that the administrator has enabled on a port. To create it is to enable, to delete it to disable.
    public struct NetworkPortSystemDefensePolicy: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_NetworkPortSystemDefensePolicy"

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
