public import CIMModel

extension AMT {
    /// What is done when an agent's state changes.
    public struct AgentPresenceWatchdogAction: CIMClass {
        public typealias Status = AMT.AgentPresenceStatus
        public static let className: ClassName = "AMT_AgentPresenceWatchdogAction"

        /// What becomes of the agents' System Defense policy.
        public let actionSd = Property<AgentPresenceWatchdog.PolicyAction>("ActionSd")
        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Whether the change is logged.
        public let eventOnTransition = Property<Bool>("EventOnTransition")
        /// Names the action.
        public let policyActionName = Property<String>("PolicyActionName", .key)
        /// The name of the rule's class.
        public let policyRuleCreationClassName = Property<String>("PolicyRuleCreationClassName", .key)
        /// The rule that the action belongs to.
        public let policyRuleName = Property<String>("PolicyRuleName", .key)
        /// The name of the system's class.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The system that the rule belongs to.
        public let systemName = Property<String>("SystemName", .key)

        /// Whether the change is told in the posture.
        public let getActionEac = Method<Nothing, PostureAction>("GetActionEac")

        public init() {}
    }
}

extension AMT.AgentPresenceWatchdogAction {
    /// Whether a change is told in the posture.
    public struct PostureAction: Declaration {
        /// Whether it is.
        public let actionEac = Parameter<Bool>("ActionEac")

        public init() {}
    }
}
