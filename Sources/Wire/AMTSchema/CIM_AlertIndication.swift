public import CIMModel

extension CIM {
    /// An event on its way to a subscriber.
    public struct AlertIndication: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "CIM_AlertIndication"

        /// 6 for the PC's surroundings, 8 for its security.
        public let alertType = Property<UInt16>("AlertType")
        /// 2: the element is named by its path.
        public let alertingElementFormat = Property<UInt16>("AlertingElementFormat")
        /// What the event is about.
        public let alertingManagedElement = Property<String>("AlertingManagedElement")
        /// The set of filters that lets the event pass.
        public let indicationFilterName = Property<String>("IndicationFilterName")
        /// Names the event.
        public let indicationIdentifier = Property<String>("IndicationIdentifier", .key)
        /// When it happened.
        public let indicationTime = Property<DateTime>("IndicationTime")
        /// The event in words.
        public let message = Property<String>("Message")
        /// What tells it from others of its kind.
        public let messageArguments = Property<[String]>("MessageArguments")
        /// Its kind.
        public let messageID = Property<String>("MessageID")
        /// Empty.
        public let otherAlertingElementFormat = Property<String>("OtherAlertingElementFormat")
        /// Empty.
        public let otherSeverity = Property<String>("OtherSeverity")
        /// Who says what the kinds mean.
        public let owningEntity = Property<String>("OwningEntity")
        /// From 2, for information, to 7, fatal.
        public let perceivedSeverity = Property<UInt16>("PerceivedSeverity")
        /// 0 for unknown.
        public let probableCause = Property<UInt16>("ProbableCause")
        /// The PC.
        public let systemName = Property<String>("SystemName")

        public init() {}
    }
}
