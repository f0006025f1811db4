package import ObjectManager
import NVRAM

/// What the trap settings list under a number.
protocol TrapListed: Sendable {
    /// Entries of the list at most.
    static var greatestCount: Int { get }
    var number: UInt32 { get }
}

/// Chooses among events by their nine fields.
struct TrapFilter: TrapListed, Codable, Hashable, Sendable {
    /// Fits every value of a field.
    static let any: UInt8 = 255
    static let greatestCount = 17

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
struct TrapSubscriber: TrapListed, Codable, Hashable, Sendable {
    static let greatestCount = 14

    var number: UInt32
    var address: String
    var port: UInt16
    var policy: UInt8
    /// Empty for the default.
    var community: String
}

/// Who is told of which events by SNMP; kept in NVRAM.
package struct TrapSettings: Codable, Hashable, Sendable {
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
    package func logs(_ event: PlatformEvent) -> Bool { filters.contains { $0.isLogged && $0.fits(event) } }
}

extension TrapSettings {
    /// Adds what is made with a number that nothing here has had.
    ///
    /// - Returns: what was added; nil when the list is full.
    mutating func add<Item: TrapListed>(
        to list: WritableKeyPath<TrapSettings, [Item]>,
        _ make: (UInt32) throws -> Item
    ) rethrows -> Item? {
        guard self[keyPath: list].count < Item.greatestCount else { return nil }
        lastNumber &+= 1
        let item = try make(lastNumber)
        self[keyPath: list].append(item)
        return item
    }

    /// Puts an entry in the place of that of the same number.
    mutating func replace<Item: TrapListed>(_ item: Item, in list: WritableKeyPath<TrapSettings, [Item]>) {
        for place in self[keyPath: list].indices where self[keyPath: list][place].number == item.number {
            self[keyPath: list][place] = item
        }
    }

    /// Removes the entry of a number.
    mutating func remove<Item: TrapListed>(_ number: UInt32, from list: WritableKeyPath<TrapSettings, [Item]>) {
        self[keyPath: list].removeAll { $0.number == number }
    }
}
