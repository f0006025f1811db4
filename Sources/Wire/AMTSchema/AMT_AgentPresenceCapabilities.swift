public import CIMModel

extension AMT {
    /// How many watchdogs and actions there may be.
    public struct AgentPresenceCapabilities: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_AgentPresenceCapabilities"

        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)
        /// Agents whose state goes into the posture.
        public let maxEacAgents = Property<UInt32>("MaxEacAgents")
        /// Actions of all agents together.
        public let maxTotalActions = Property<UInt32>("MaxTotalActions")
        /// Agents.
        public let maxTotalAgents = Property<UInt32>("MaxTotalAgents")
        /// Actions that each agent has room for, whatever the others have.
        public let minGuaranteedActionListSize = Property<UInt32>("MinGuaranteedActionListSize")

        public init() {}
    }
}
