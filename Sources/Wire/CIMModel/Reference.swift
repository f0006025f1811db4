public import XML

/// A reference to an instance of `Class`, or of a class derived from it.
///
/// Two references are equal when their keys are: clients write the rest in many ways.
public struct Reference<Class: CIMClass>: CIMValue {
    /// What it says.
    public let target: EndpointReference

    /// Refers to the instance that has these keys.
    public init(_ selectors: [String: String]) { self.init(keys: selectors.mapValues(KeyValue.text)) }

    /// Refers to the instance that has these keys, references among them.
    public init(keys: [String: KeyValue]) {
        target = EndpointReference(resourceURI: Class.className.resourceURI, keys: keys)
    }

    /// Refers to an instance of whatever class.
    public init(to target: EndpointReference) { self.target = target }

    /// Reads the keys, wherever in the reference they stand.
    public init?(elements: [XMLElement]) {
        guard let element = elements.first, let target = EndpointReference(untrusted: element) else { return nil }
        self.target = target
    }

    /// The keys that are text, by name.
    public var selectors: [String: String] { target.keys.compactMapValues(\.text) }

    /// The keys by name.
    public var keys: [String: KeyValue] { target.keys }

    /// The reference with the anonymous address, its resource URI and the keys by name.
    public var elements: [XMLElement] { [target.element] }

    public static func == (left: Self, right: Self) -> Bool { left.keys == right.keys }

    public func hash(into hasher: inout Hasher) { hasher.combine(keys) }
}
