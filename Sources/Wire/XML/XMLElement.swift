/// An element of a document, with its names resolved.
public struct XMLElement: Hashable, Sendable {
    /// The local name.
    public var name: String
    /// The namespace; empty when it has none.
    public var namespace: String
    /// The attributes by local name; AMT's protocols have no two of the same local name.
    public var attributes: [String: String]
    /// The character data that stands directly in the element.
    public var text: String
    /// The elements inside, in the order of the document.
    public var children: [XMLElement]

    /// Creates an element from its parts.
    public init(
        _ name: String,
        in namespace: String,
        attributes: [String: String] = [:],
        text: String = "",
        children: [XMLElement] = []
    ) {
        self.name = name
        self.namespace = namespace
        self.attributes = attributes
        self.text = text
        self.children = children
    }

    /// The first child of that local name.
    public subscript(_ name: String) -> XMLElement? { children.first { $0.name == name } }

    /// The same content under another name.
    public func renamed(_ name: String, in namespace: String) -> XMLElement {
        var element = self
        element.name = name
        element.namespace = namespace
        return element
    }

    /// The text without white space at its ends.
    public var trimmedText: String {
        let isSpace: (Character) -> Bool = { $0.isWhitespace }
        guard let first = text.firstIndex(where: { !isSpace($0) }), let last = text.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(text[first...last])
    }
}
