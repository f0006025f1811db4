public import XML

/// What a reference says on the wire: a class, and the keys of one of its instances (WS-Addressing, DSP0226 5.1).
///
/// Clients write the address and the resource URI in many ways, empty among them; what counts is which keys it carries.
public struct EndpointReference: Hashable, Sendable {
    /// Keys that a reference may carry at most.
    static let greatestCount = 16
    /// How deep references may stand within references.
    static let greatestDepth = 4

    /// The class of the instance; empty where the sender left it out.
    public let resourceURI: String
    /// The keys by name.
    public let keys: [String: KeyValue]

    /// Refers to the instance of a class that has these keys.
    public init(resourceURI: String, keys: [String: KeyValue]) {
        self.resourceURI = resourceURI
        self.keys = keys
    }

    /// Reads the element that holds a reference; nil when it holds none, or one that is out of bounds.
    public init?(untrusted element: XMLElement) { self.init(untrusted: element, depth: 1) }

    fileprivate init?(untrusted element: XMLElement, depth: Int) {
        let parameters = element["ReferenceParameters"]
        guard depth <= Self.greatestDepth, parameters != nil || element["Address"] != nil else { return nil }
        resourceURI = parameters?["ResourceURI"]?.trimmedText ?? ""
        let set = parameters?["SelectorSet"]?.children ?? []
        guard let keys = Self.keys(untrusted: set, depth: depth) else { return nil }
        self.keys = keys
    }

    /// Reads the selectors of a set; nil when one is malformed or there are too many.
    public static func keys(untrusted set: [XMLElement]) -> [String: KeyValue]? { keys(untrusted: set, depth: 1) }

    /// The selector by which some clients name a CIM namespace (DSP0227 5.3); AMT has one only, whatever it is called.
    private static let namespaceSelector = "__cimnamespace"

    private static func keys(untrusted set: [XMLElement], depth: Int) -> [String: KeyValue]? {
        guard set.count <= greatestCount else { return nil }
        var keys: [String: KeyValue] = [:]
        for selector in set where selector.attributes["Name"] != namespaceSelector {
            guard selector.name == "Selector", let name = selector.attributes["Name"], keys[name] == nil,
                let value = KeyValue(untrusted: selector, depth: depth)
            else { return nil }
            keys[name] = value
        }
        return keys
    }

    /// The elements of the reference, in an element without a name of its own.
    public var element: XMLElement {
        let set = keys.sorted { $0.key < $1.key }.map { name, value in value.selector(named: name) }
        let parameters = XMLElement(
            "ReferenceParameters",
            in: Namespace.addressing,
            children: [
                XMLElement("ResourceURI", in: Namespace.management, text: resourceURI),
                XMLElement("SelectorSet", in: Namespace.management, children: set),
            ]
        )
        let address = XMLElement("Address", in: Namespace.addressing, text: Namespace.anonymous)
        return XMLElement("", in: "", children: [address, parameters])
    }

    /// Whether the other has every key of this one with the same value; keys that this one leaves out are open.
    public func fits(_ other: EndpointReference) -> Bool {
        guard keys.isEmpty else {
            return keys.allSatisfy { name, value in other.keys[name].map(value.fits) ?? false }
        }
        return !resourceURI.isEmpty && resourceURI == other.resourceURI
    }
}

/// The value of a key: text, or a reference where the key is one.
public enum KeyValue: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The value of every key that is no reference, as its text.
    case text(String)
    /// The value of a key of an association.
    indirect case reference(EndpointReference)

    /// Text.
    public init(stringLiteral text: String) { self = .text(text) }

    /// Reads what a selector holds.
    fileprivate init?(untrusted selector: XMLElement, depth: Int) {
        guard let inner = selector["EndpointReference"] else {
            self = .text(selector.trimmedText)
            return
        }
        guard let reference = EndpointReference(untrusted: inner, depth: depth + 1) else { return nil }
        self = .reference(reference)
    }

    /// The value of a property of an instance, from the element that carries it.
    public init(property: XMLElement) {
        self = EndpointReference(untrusted: property).map(KeyValue.reference) ?? .text(property.text)
    }

    /// Whether the other is what this one asks for.
    public func fits(_ other: KeyValue) -> Bool {
        switch (self, other) {
        case (.text(let mine), .text(let theirs)): mine == theirs
        case (.reference(let mine), .reference(let theirs)): mine.fits(theirs)
        default: false
        }
    }

    /// The text, unless it is a reference.
    public var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// The selector of a name with this value.
    public func selector(named name: String) -> XMLElement {
        let attributes = ["Name": name]
        return switch self {
        case .text(let text): XMLElement("Selector", in: Namespace.management, attributes: attributes, text: text)
        case .reference(let reference):
            XMLElement(
                "Selector",
                in: Namespace.management,
                attributes: attributes,
                children: [reference.element.renamed("EndpointReference", in: Namespace.addressing)]
            )
        }
    }
}
