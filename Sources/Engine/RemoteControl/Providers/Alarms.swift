package import ObjectManager
package import AMTSchema
package import CIMModel
import WSMan

/// The service that takes alarms.
package struct AlarmService: Provider {
    package typealias Class = AMT.AlarmClockService

    let alarms: AlarmClock
    let clock: Clock

    package init(alarms: AlarmClock, clock: Clock) {
        self.alarms = alarms
        self.clock = clock
    }

    /// Bytes of an alarm's name at most.
    private static let longestName = 64
    /// An alarm goes off once a minute at most.
    private static let shortestInterval: UInt64 = 60

    package func instances() async throws -> [Instance<Class>] {
        let next = try await alarms.next()
        return [
            Instance(named: "Intel(r) AMT Alarm Clock Service") {
                $0.amtAlarmClockInterval = next.flatMap { $0.interval > 0 ? TimeSpan(seconds: $0.interval) : nil }
                $0.nextAMTAlarmTime = next.map { DateTime(seconds: $0.start) }
                $0.systemName = "ManagedSystem"
            }
        ]
    }

    package var methods: [Handler<Class>] {
        [
            .on(\.addAlarm) { input, output in
                guard let alarm = Self.alarm(input.alarmTemplate?.instance) else { return .invalidParameter }
                guard alarm.start > clock.seconds || alarm.interval > 0 else { return .invalidTime }
                switch try await alarms.add(alarm) {
                case .duplicate: return .duplicate
                case .full: return .maxLimitReached
                case .added:
                    output.alarmClock = Reference(["InstanceID": alarm.id])
                    return .success
                }
            }
        ]
    }

    /// Reads an alarm; nil when it has no name, no time or an interval that is too short.
    private static func alarm(_ template: Instance<IPS.AlarmClockOccurrence>?) -> Alarm? {
        guard let template, let id = template.instanceID, !id.isEmpty, id.utf8.count <= longestName,
            let start = template.startTime?.seconds
        else { return nil }
        let interval = template.interval?.seconds ?? 0
        let text = template.elementName ?? id
        guard interval == 0 || interval >= shortestInterval, text.utf8.count <= longestName else { return nil }
        return Alarm(
            id: id,
            text: text,
            start: start,
            interval: interval,
            isDeletedOnCompletion: template.deleteOnCompletion ?? true
        )
    }
}

/// The alarms.
package struct Alarms: Provider {
    package typealias Class = IPS.AlarmClockOccurrence

    let alarms: AlarmClock

    package init(alarms: AlarmClock) { self.alarms = alarms }

    package func instances() async throws -> [Instance<Class>] {
        try await alarms.alarms().map { alarm in
            Instance {
                $0.deleteOnCompletion = alarm.isDeletedOnCompletion
                $0.elementName = alarm.text
                $0.instanceID = alarm.id
                $0.interval = TimeSpan(seconds: alarm.interval)
                $0.startTime = DateTime(seconds: alarm.start)
            }
        }
    }

    package func delete(_ current: Instance<Class>, by caller: Caller) async throws {
        try await alarms.remove(current.instanceID ?? "")
    }
}
