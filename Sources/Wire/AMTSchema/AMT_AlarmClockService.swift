public import CIMModel

extension AMT {
    /// Wakes the PC at the times that its alarms say.
    public struct AlarmClockService: ServiceClass {
        public typealias Status = PTStatus
        public static let className: ClassName = "AMT_AlarmClockService"

        public let service = CIM.Service()
        /// How long after the next alarm it goes off again.
        public let amtAlarmClockInterval = Property<TimeSpan>("AMTAlarmClockInterval")
        /// When the next alarm goes off.
        public let nextAMTAlarmTime = Property<DateTime>("NextAMTAlarmTime")

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
