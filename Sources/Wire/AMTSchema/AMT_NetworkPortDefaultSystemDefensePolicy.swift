public import CIMModel

extension AMT {
    /// The policy that is in force on a port when none is enabled.
    public struct NetworkPortDefaultSystemDefensePolicy: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_NetworkPortDefaultSystemDefensePolicy"

        /// Whether the policy is in force.
        public let active = Property<Bool>("Active")
        /// The port.
        public let antecedent = Property<Reference<CIM.EthernetPort>>("Antecedent", .key)
        /// The policy.
        public let dependent = Property<Reference<AMT.SystemDefensePolicy>>("Dependent", .key)

        public init() {}
    }
}
