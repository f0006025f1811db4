public import CIMModel

extension AMT {
    /// That a policy belongs to System Defense.
    public struct SystemDefensePolicyInService: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_SystemDefensePolicyInService"

        /// The service.
        public let antecedent = Property<Reference<AMT.SystemDefenseService>>("Antecedent", .key)
        /// The policy.
        public let dependent = Property<Reference<AMT.SystemDefensePolicy>>("Dependent", .key)

        public init() {}
    }
}
