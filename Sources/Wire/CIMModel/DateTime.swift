public import XML

/// A CIM datetime: the text of DSP0004 or of XML Schema, inside a `Datetime` element.
public struct DateTime: CIMValue {
    /// The text as it stands on the wire.
    public let text: String

    /// Creates a datetime from its text.
    public init(text: String) { self.text = text }

    /// Reads the text of the `Datetime` element, or of the field itself where a peer leaves it out.
    public init?(elements: [XMLElement]) {
        guard elements.count == 1 else { return nil }
        text = elements[0]["Datetime"]?.trimmedText ?? elements[0].trimmedText
    }

    /// The field with its `Datetime` element.
    public var elements: [XMLElement] {
        [XMLElement("", in: "", children: [XMLElement("Datetime", in: Namespace.common, text: text)])]
    }
}
