public import CIMModel

extension AMT {
    /// How much System Defense holds.
    public struct GeneralSystemDefenseCapabilities: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_GeneralSystemDefenseCapabilities"

        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Filters at most.
        public let globalMaxSupportedFilters = Property<UInt32>("GlobalMaxSupportedFilters")
        /// Policies at most.
        public let globalMaxSupportedPolicies = Property<UInt32>("GlobalMaxSupportedPolicies")
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)

        public init() {}
    }
}
