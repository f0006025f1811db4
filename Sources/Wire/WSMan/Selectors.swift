public import XML

/// The keys by which a request chooses an instance; what they leave out is open.
public struct Selectors: Hashable, Sendable {
    /// Selectors that a request may carry at most.
    static let greatestCount = 16

    /// The values by name.
    public let values: [String: String]

    /// Chooses by these values.
    public init(_ values: [String: String] = [:]) { self.values = values }

    /// Reads a `SelectorSet`; nil when it is malformed or holds too many.
    init?(untrusted set: XMLElement) {
        guard set.children.count <= Self.greatestCount else { return nil }
        var values: [String: String] = [:]
        for selector in set.children {
            guard selector.name == "Selector", let name = selector.attributes["Name"], values[name] == nil else {
                return nil
            }
            values[name] = selector.trimmedText
        }
        self.values = values
    }

    /// The names.
    public var names: [String] { Array(values.keys) }

    /// Whether an instance has each of the values.
    public func match(_ instance: XMLElement) -> Bool {
        values.allSatisfy { name, value in instance.children.contains { $0.name == name && $0.text == value } }
    }
}
