public import CIMModel

extension AMT {
    /// Wakes the PC at the times that its alarms say.
    public struct AlarmClockService: CIMClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_AlarmClockService"

        /// The name of the class.
        public let creationClassName = Property<String>("CreationClassName", .key)
        /// A name for people.
        public let elementName = Property<String>("ElementName")
        /// The name of the service.
        public let name = Property<String>("Name", .key)
        /// When the next alarm goes off.
        public let nextAMTAlarmTime = Property<DateTime>("NextAMTAlarmTime")
        /// The class of the system.
        public let systemCreationClassName = Property<String>("SystemCreationClassName", .key)
        /// The system.
        public let systemName = Property<String>("SystemName", .key)

        /// Sets an alarm.
        public let addAlarm = Method<AlarmRequest, AddedAlarm>("AddAlarm")

        public init() {}
    }
}

extension AMT.AlarmClockService {
    /// The alarm that is wanted.
    public struct AlarmRequest: Declaration {
        /// Its name, time and interval.
        public let alarmTemplate = Parameter<Embedded<IPS.AlarmClockOccurrence>>("AlarmTemplate")

        public init() {}
    }

    /// What became of it.
    public struct AddedAlarm: Declaration {
        /// The alarm.
        public let alarmClock = Parameter<Reference<IPS.AlarmClockOccurrence>>("AlarmClock")

        public init() {}
    }
}
