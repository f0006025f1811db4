public import CIMModel

extension AMT {
    /// What became of an outbreak.
    public struct HeuristicPacketFilterStatistics: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_HeuristicPacketFilterStatistics"

        /// Whether all that leaves is stopped.
        public let blockedAll = Property<Bool>("BlockedAll")
        /// The port that is blocked.
        public let blockedOffensivePort = Property<UInt16>("BlockedOffensivePort")
        /// The protocol of that port, by IANA's number.
        public let blockedOffensivePortProtocol = Property<UInt16>("BlockedOffensivePortProtocol")
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Whether the policy for outbreaks is enabled.
        public let enabledPolicy = Property<Bool>("EnabledPolicy")
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)
        /// How the heuristics are.
        public let state = Property<AMT.HeuristicPacketFilterStatistics.State>("State")
        /// When the outbreak was recognised.
        public let timeStamp = Property<DateTime>("TimeStamp")
        /// Which window was exceeded.
        public let triggerReason = Property<AMT.HeuristicPacketFilterStatistics.TriggerReason>("TriggerReason")

        /// Ends the encounter, and forgets it.
        public let resetSelectedStats = Method<StatisticsReset, Nothing>("ResetSelectedStats")

        public init() {}

        /// How the heuristics are.
        public enum State: UInt16, ValueMap { case enabled, encounter, encounterForever, disabled }
        /// Which window was exceeded.
        public enum TriggerReason: UInt16, ValueMap { case none, fast, slow }
    }
}

extension AMT.HeuristicPacketFilterStatistics {
    /// What to forget.
    public struct StatisticsReset: Declaration {
        /// Names of properties; an empty list stands for all.
        public let selectedStatistics = Parameter<[String]>("SelectedStatistics")

        public init() {}
    }
}
