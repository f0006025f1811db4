public import CIMModel
public import XML

/// The bodies that answer Enumerate, Pull and Release.
public enum EnumerationAnswers {
    /// Tells the context of a new enumeration.
    public static func enumerate(context: String) -> XMLElement {
        element("EnumerateResponse", [element("EnumerationContext", text: context)])
    }

    /// Begins an enumeration with its first items (DSP0226 8.2.3); nil for the context when they are all.
    public static func enumerate(_ items: [XMLElement], context: String?) -> XMLElement {
        var children = [element("EnumerationContext", text: context ?? "")]
        children.append(XMLElement("Items", in: WSManURI.management, children: items))
        if context == nil { children.append(XMLElement("EndOfSequence", in: WSManURI.management)) }
        return element("EnumerateResponse", children)
    }

    /// Carries items. The context is left out of the last answer, for some clients pull as long as there is one.
    public static func pull(_ items: [XMLElement], context: String?) -> XMLElement {
        var children = context.map { [element("EnumerationContext", text: $0)] } ?? []
        children.append(element("Items", items))
        if context == nil { children.append(element("EndOfSequence")) }
        return element("PullResponse", children)
    }

    /// The item of an instance in an enumeration of references (DSP0226 8.7).
    public static func item(_ reference: EndpointReference) -> XMLElement {
        reference.element.renamed("EndpointReference", in: WSManURI.addressing)
    }

    /// The item of an instance in an enumeration of objects with their references (DSP0226 8.7).
    public static func item(_ instance: XMLElement, _ reference: EndpointReference) -> XMLElement {
        XMLElement("Item", in: WSManURI.management, children: [instance, item(reference)])
    }

    private static func element(_ name: String, _ children: [XMLElement] = [], text: String = "") -> XMLElement {
        XMLElement(name, in: WSManURI.enumeration, text: text, children: children)
    }
}
