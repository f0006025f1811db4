public import CIMModel
public import XML

/// The keys by which a request chooses an instance; what they leave out is open.
public struct Selectors: Hashable, Sendable {
    /// The values by name.
    public let keys: [String: KeyValue]

    /// Chooses by these values, all of them text.
    public init(_ values: [String: String] = [:]) { keys = values.mapValues(KeyValue.text) }

    /// Chooses by these values.
    public init(keys: [String: KeyValue]) { self.keys = keys }

    /// Reads a `SelectorSet`; nil when it is malformed or holds too many.
    init?(untrusted set: XMLElement) {
        guard let keys = EndpointReference.keys(untrusted: set.children) else { return nil }
        self.keys = keys
    }

    /// The values that are text, by name.
    public var values: [String: String] { keys.compactMapValues(\.text) }

    /// The names.
    public var names: [String] { Array(keys.keys) }

    /// Whether an instance has each of the values.
    public func match(_ instance: XMLElement) -> Bool {
        keys.allSatisfy { name, value in
            instance.children.contains { $0.name == name && value.fits(KeyValue(property: $0)) }
        }
    }
}
