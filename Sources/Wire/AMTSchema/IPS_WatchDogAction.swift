public import CIMModel

extension IPS {
    /// Whether the PC is reset when an agent stays away.
    public struct WatchDogAction: CIMClass {
        public typealias Status = AMT.AgentPresenceStatus
        public static let className: ClassName = "IPS_WatchDogAction"

        /// What happens when an agent has expired.
        public let agentPresenceWatchDogExpirationAction = Property<ExpirationAction>(
            "AgentPresenceWatchDogExpirationAction",
            .write
        )
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// What happens when the watchdog of the operating system has expired.
        public let heciWatchDogExpirationAction = Property<ExpirationAction>("HeciWatchDogExpirationAction", .write)
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)
        /// Whether a reset is possible; false after one, lest the PC is reset again and again.
        public let reArmReset = Property<Bool>("ReArmReset", .write)
        /// Seconds from the expiry to the reset.
        public let timeout = Property<UInt32>("Timeout", .write)

        /// Says for one watchdog whether its expiry counts.
        public let applyActionOnWatchDog = Method<Application, Nothing>("ApplyActionOnWatchDog")
        /// Calls off the reset that is to come.
        public let cancelRebootAction = Method<Nothing, Nothing>("CancelRebootAction")

        public init() {}

        /// What happens at an expiry.
        public enum ExpirationAction: UInt32, ValueMap {
            case nothing = 0
            case reset
        }
    }
}

extension IPS.WatchDogAction {
    /// Whether a watchdog's expiry counts.
    public struct Application: Declaration {
        /// Whether it does.
        public let actionEnable = Parameter<Bool>("ActionEnable")
        /// The watchdog.
        public let agentPresenceWatchDog = Parameter<Reference<AMT.AgentPresenceWatchdog>>("AgentPresenceWatchDog")

        public init() {}
    }
}
