public import CIMModel

extension AMT {
    /// Which filter tells which subscriber.
    public struct PETFilterForTarget: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_PETFilterForTarget"

        /// The filter.
        public let antecedent = Property<Reference<AMT.PETFilterSetting>>("Antecedent", .key)
        /// The subscriber.
        public let dependent = Property<Reference<AMT.SNMPEventSubscriber>>("Dependent", .key)

        public init() {}
    }
}
