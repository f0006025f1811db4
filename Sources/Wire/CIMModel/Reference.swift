public import XML

/// A reference to an instance of `Class`: its keys, addressed as WS-Addressing does.
///
/// Clients write the address and the resource URI of a reference in many ways, empty among them; what counts is which
/// selectors it carries.
public struct Reference<Class: CIMClass>: CIMValue {
    /// The keys by name.
    public let selectors: [String: String]

    /// Refers to the instance that has these keys.
    public init(_ selectors: [String: String]) { self.selectors = selectors }

    /// Reads the selectors, wherever in the reference they stand.
    public init?(elements: [XMLElement]) {
        guard let parameters = elements.first?["ReferenceParameters"] else { return nil }
        selectors = Dictionary(
            (parameters["SelectorSet"]?.children ?? []).map { ($0.attributes["Name"] ?? "", $0.trimmedText) }
        ) { first, _ in first }
    }

    /// The reference with the anonymous address, its resource URI and the selectors by name.
    public var elements: [XMLElement] {
        [EndpointReference.element(resourceURI: Class.className.resourceURI, selectors: selectors)]
    }
}

/// How a reference to whatever class looks on the wire.
public enum EndpointReference {
    /// The namespace of WS-Addressing.
    public static let addressing = "http://schemas.xmlsoap.org/ws/2004/08/addressing"
    /// The namespace of WS-Management.
    public static let management = "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"

    /// An element without a name of its own that holds the reference.
    public static func element(resourceURI: String, selectors: [String: String]) -> XMLElement {
        let set = selectors.sorted { $0.key < $1.key }.map {
            XMLElement("Selector", in: management, attributes: ["Name": $0.key], text: $0.value)
        }
        let parameters = XMLElement(
            "ReferenceParameters",
            in: addressing,
            children: [
                XMLElement("ResourceURI", in: management, text: resourceURI),
                XMLElement("SelectorSet", in: management, children: set),
            ]
        )
        let address = XMLElement("Address", in: addressing, text: addressing + "/role/anonymous")
        return XMLElement("", in: "", children: [address, parameters])
    }
}
