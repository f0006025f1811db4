import NVRAM

/// Chooses among events by their nine fields.
struct TrapFilter: Codable, Hashable, Sendable {
    /// Fits every value of a field.
    static let any: UInt8 = 255

    var number: UInt32
    var isEnabled = true
    var isLogged = true
    var isTold = true
    var policy: UInt8 = 1
    /// In the order of a record: device address, sensor type, event type, offset, source type, severity, sensor number,
    /// entity, entity instance.
    var fields: [UInt8] = Array(repeating: any, count: 9)

    func fits(_ event: PlatformEvent) -> Bool {
        isEnabled && zip(fields, event.fields).allSatisfy { $0 == Self.any || $0 == $1 }
    }
}

/// Who is sent traps.
struct TrapSubscriber: Codable, Hashable, Sendable {
    var number: UInt32
    var address: String
    var port: UInt16
    var policy: UInt8
    /// Empty for the default.
    var community: String
}

/// Who is told of which events by SNMP; kept in NVRAM.
struct TrapSettings: Codable, Hashable, Sendable {
    static let greatestFilterCount = 17
    static let greatestSubscriberCount = 14
    static let longestCommunity = 16

    var community = "public"
    var lastNumber: UInt32 = 1
    /// At first every event is logged, and told to the subscribers of policy 1.
    var filters = [TrapFilter(number: 1)]
    var subscribers: [TrapSubscriber] = []

    /// The subscribers who are told of an event, each once.
    func subscribers(of event: PlatformEvent) -> [TrapSubscriber] {
        let policies = Set(filters.filter { $0.isTold && $0.fits(event) }.map(\.policy))
        return subscribers.filter { policies.contains($0.policy) || ($0.policy == TrapFilter.any && !policies.isEmpty) }
    }

    /// Whether an event is logged.
    func logs(_ event: PlatformEvent) -> Bool { filters.contains { $0.isLogged && $0.fits(event) } }
}
