public import CIMModel

extension AMT {
    /// The watchdog of one agent, a program in the user OS that must be there.
    public struct AgentPresenceWatchdog: CIMClass {
        public typealias Status = AMT.AgentPresenceStatus
        public static let className: ClassName = "AMT_AgentPresenceWatchdog"

        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// How the agent is.
        public let currentState = Property<AgentState>("CurrentState")
        /// The agent's GUID: base64 of 16 bytes.
        public let deviceID = Property<String>("DeviceID", .key)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Whether the watchdog works.
        public let enabledState = Property<CIM.EnabledState>("EnabledState")
        /// What it watches: 7 for an application.
        public let monitoredEntity = Property<UInt16>("MonitoredEntity")
        /// Which program it watches.
        public let monitoredEntityDescription = Property<String>("MonitoredEntityDescription")
        /// Seconds that the agent may take to register after the PC has started.
        public let startupInterval = Property<UInt16>("StartupInterval")
        /// The name of the system's class.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The system that the watchdog belongs to.
        public let systemName = Property<String>("SystemName", .key)
        /// Seconds that may pass from one sign of life to the next.
        public let timeoutInterval = Property<UInt32>("TimeoutInterval")

        /// Adds what is to be done when the agent's state changes.
        public let addAction = Method<Action, Nothing>("AddAction")
        /// A sign of life.
        public let assertPresence = Method<SequenceNumber, Nothing>("AssertPresence")
        /// The agent ends as it should.
        public let assertShutdown = Method<SequenceNumber, Nothing>("AssertShutdown")
        /// Removes the actions.
        public let deleteAllActions = Method<Nothing, Nothing>("DeleteAllActions")
        /// The agent has started.
        public let registerAgent = Method<Nothing, AgentSession>("RegisterAgent")

        public init() {}

        /// How an agent is; the numbers are bits, so that an action can name several.
        public enum AgentState: UInt16, ValueMap {
            case notStarted = 1
            case stopped = 2
            case running = 4
            case expired = 8
            case suspended = 16
        }
    }

    /// The status codes of the watchdogs' methods (PT_STATUS).
    public enum AgentPresenceStatus: UInt32, ValueMap {
        case success = 0
        case internalError = 1
        case notReady = 2
        case notPermitted = 16
        case maxLimitReached = 23
        case invalidParameter = 36
        case invalidHandle = 2053
    }
}

extension AMT.AgentPresenceWatchdog {
    /// What is to be done when the agent's state changes.
    public struct Action: Declaration {
        /// Whether the change is told in the posture.
        public let actionEac = Parameter<Bool>("ActionEac")
        /// What becomes of the agents' System Defense policy.
        public let actionSd = Parameter<PolicyAction>("ActionSd")
        /// Whether the change is logged.
        public let eventOnTransition = Parameter<Bool>("EventOnTransition")
        /// The states that may come, as bits.
        public let newState = Parameter<UInt16>("NewState")
        /// The states that may have been, as bits.
        public let oldState = Parameter<UInt16>("OldState")

        public init() {}
    }

    /// What becomes of the agents' System Defense policy.
    public enum PolicyAction: UInt16, ValueMap {
        case activate = 0
        case deactivate
    }

    /// What an agent counts on from.
    public struct AgentSession: Declaration {
        /// The next call must carry the number after it.
        public let sessionSequenceNumber = Parameter<UInt32>("SessionSequenceNumber")
        /// Seconds that may pass from one sign of life to the next.
        public let timeoutInterval = Parameter<UInt16>("TimeoutInterval")

        public init() {}
    }

    /// Where an agent is in its count.
    public struct SequenceNumber: Declaration {
        /// One more than that of the call before.
        public let sequenceNumber = Parameter<UInt32>("SequenceNumber")

        public init() {}
    }
}
