public import CIMModel

extension AMT {
    /// Which events the audit log records.
    public struct AuditPolicyRule: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_AuditPolicyRule"

        /// The events that are recorded: application in the upper 16 bits, event in the lower.
        public let auditApplicationEventID = Property<[UInt32]>("AuditApplicationEventID")
        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Names the rule.
        public let policyRuleName = Property<String>("PolicyRuleName", .key)
        /// For each event, 1 when what causes it is refused unless it can be recorded.
        public let policyType = Property<[UInt32]>("PolicyType")
        /// The class of the system.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The system.
        public let systemName = Property<String>("SystemName", .key)

        /// Changes what is recorded of one event, or of all of an application.
        public let setAuditPolicy = Method<Choice, Nothing>("SetAuditPolicy")
        /// Changes what is recorded of several events at once.
        public let setAuditPolicyBulk = Method<Choices, Nothing>("SetAuditPolicyBulk")

        public init() {}
    }
}

extension AMT.AuditPolicyRule {
    /// What is to be recorded of an event.
    public struct Choice: Declaration {
        /// The application.
        public let auditedAppID = Parameter<UInt16>("AuditedAppID")
        /// Whether it is recorded.
        public let enable = Parameter<Bool>("Enable")
        /// The event; 65535 for all of the application.
        public let eventID = Parameter<UInt16>("EventID")
        /// 1 when it is critical.
        public let policyType = Parameter<UInt32>("PolicyType")

        public init() {}
    }

    /// What is to be recorded of several events: the first of each array belong together.
    public struct Choices: Declaration {
        /// The applications.
        public let auditedAppID = Parameter<[UInt16]>("AuditedAppID")
        /// Whether each is recorded.
        public let enable = Parameter<[Bool]>("Enable")
        /// The events.
        public let eventID = Parameter<[UInt16]>("EventID")
        /// 1 for each that is critical.
        public let policyType = Parameter<[UInt32]>("PolicyType")

        public init() {}
    }
}
