public import CIMModel

extension AMT {
    /// The change of an agent's state that an action waits for.
    public struct StateTransitionCondition: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_StateTransitionCondition"

        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// The states that may come, as bits.
        public let newState = Property<UInt16>("NewState")
        /// The states that may have been, as bits.
        public let oldState = Property<UInt16>("OldState")
        /// Names the condition.
        public let policyConditionName = Property<String>("PolicyConditionName", .key)
        /// The name of the rule's class.
        public let policyRuleCreationClassName = Property<String>("PolicyRuleCreationClassName", .key)
        /// The rule that the condition belongs to.
        public let policyRuleName = Property<String>("PolicyRuleName", .key)
        /// Whose states they are.
        public let stateSpace = Property<String>("StateSpace")
        /// The name of the system's class.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The system that the rule belongs to.
        public let systemName = Property<String>("SystemName", .key)

        public init() {}
    }
}
