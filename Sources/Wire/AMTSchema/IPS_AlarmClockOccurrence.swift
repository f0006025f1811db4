public import CIMModel

extension IPS {
    /// An alarm: wakes the PC once, or again and again.
    public struct AlarmClockOccurrence: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "IPS_AlarmClockOccurrence"

        /// Whether the alarm goes when it has gone off for the last time.
        public let deleteOnCompletion = Property<Bool>("DeleteOnCompletion")
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// Names the instance.
        public let instanceID = Property<String>("InstanceID", .key)
        /// Time between one waking and the next; none for an alarm that goes off once.
        public let interval = Property<TimeSpan>("Interval")
        /// When it goes off first, or next.
        public let startTime = Property<DateTime>("StartTime")

        public init() {}
    }
}
