public import CIMModel

extension AMT {
    /// That a policy names a filter.
    public struct FilterInSystemDefensePolicy: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_FilterInSystemDefensePolicy"

        /// The policy.
        public let antecedent = Property<Reference<AMT.SystemDefensePolicy>>("Antecedent", .key)
        /// The filter, of either class.
        public let dependent = Property<Reference<AMT.Hdr8021Filter>>("Dependent", .key)

        public init() {}
    }
}
