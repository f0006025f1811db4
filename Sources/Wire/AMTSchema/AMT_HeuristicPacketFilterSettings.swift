public import CIMModel

extension AMT {
    /// How an outbreak of a worm is recognised and answered.
    public struct HeuristicPacketFilterSettings: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_HeuristicPacketFilterSettings"

        /// Whether an outbreak stops all that leaves.
        public let blockAll = Property<Bool>("BlockAll", .write)
        /// Whether an outbreak stops what leaves for the port that was too much.
        public let blockOffensivePort = Property<Bool>("BlockOffensivePort", .write)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Whether connections are counted.
        public let enabled = Property<Bool>("Enabled", .write)
        /// Seconds that the answer lasts; 0 until the statistics are reset.
        public let encounterTimeout = Property<UInt16>("EncounterTimeout", .write)
        /// The short window, 10 to 1000 milliseconds.
        public let fastConnectionRateClearTime = Property<UInt32>("FastConnectionRateClearTime", .write)
        /// Attempts that the short window tolerates.
        public let fastConnectionRateThreshold = Property<UInt32>("FastConnectionRateThreshold", .write)
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)
        /// The long window, 1000 to 50000 milliseconds.
        public let slowConnectionRateClearTime = Property<UInt32>("SlowConnectionRateClearTime", .write)
        /// Attempts that the long window tolerates.
        public let slowConnectionRateThreshold = Property<UInt32>("SlowConnectionRateThreshold", .write)

        public init() {}
    }
}
