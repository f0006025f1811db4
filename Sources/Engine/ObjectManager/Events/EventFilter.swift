package import NVRAM

/// The sets of filters to which consoles subscribe.
package enum EventFilter: String, CaseIterable, Sendable {
    case all = "Intel(r) AMT:All"
    case allEvents = "Intel(r) AMT:AllEvents"
    case corePlatform = "Intel(r) AMT:CorePlatform"
    case features = "Intel(r) AMT:Features"
    case platform = "Intel(r) AMT:Platform"
    case userNotification = "Intel(r) AMT:User Notification"

    /// Whether an event passes.
    package func passes(_ record: EventRecord) -> Bool {
        let sensor = EventFields(record.bytes).sensorType
        let isFeature = EventFields.features.contains(sensor)
        return switch self {
        case .all, .allEvents: true
        case .features: isFeature
        case .platform, .corePlatform: !isFeature
        case .userNotification: sensor == EventFields.user
        }
    }
}

/// The fields of a record of the event log that say what happened.
package struct EventFields {
    package static let logIn: UInt8 = 0x06
    package static let agent: UInt8 = 0x12
    package static let packetFilter: UInt8 = 0x24
    package static let user: UInt8 = 0xC0
    /// What AMT has no kind for: findings of the guard, and work on the user's disk from outside.
    package static let own: UInt8 = 0xE0
    /// What stands where a user notification's reason would, for those that have none.
    package static let notice: UInt8 = 0xF0

    /// What is not of the platform.
    package static let features: Set<UInt8> = [packetFilter, agent, logIn, user, own]

    package let sensorType: UInt8
    package let offset: UInt8
    package let severity: UInt8
    /// Eight bytes.
    package let data: [UInt8]

    /// Reads the 21 bytes of a record; what is missing is zero.
    package init(_ bytes: [UInt8]) {
        let whole = Array(bytes.prefix(21)) + Array(repeating: 0, count: max(0, 21 - bytes.count))
        sensorType = whole[5]
        offset = whole[7]
        severity = whole[9]
        data = Array(whole[13...])
    }
}
