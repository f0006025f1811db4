import CIMModel
public import XML

/// The bodies that answer Enumerate, Pull and Release.
public enum EnumerationAnswers {
    /// Tells the context of a new enumeration.
    public static func enumerate(context: String) -> XMLElement {
        element("EnumerateResponse", [element("EnumerationContext", text: context)])
    }

    /// Carries items. The context is left out of the last answer, for some clients pull as long as there is one.
    public static func pull(_ items: [XMLElement], context: String?) -> XMLElement {
        var children = context.map { [element("EnumerationContext", text: $0)] } ?? []
        children.append(element("Items", items))
        if context == nil { children.append(element("EndOfSequence")) }
        return element("PullResponse", children)
    }

    /// The item of an instance in an enumeration of references (DSP0226 8.7).
    public static func reference(resourceURI: String, keys: [String: String]) -> XMLElement {
        EndpointReference.element(resourceURI: resourceURI, selectors: keys)
            .renamed("EndpointReference", in: WSManURI.addressing)
    }

    /// The item of an instance in an enumeration of objects with their references (DSP0226 8.7).
    public static func item(_ instance: XMLElement, _ reference: XMLElement) -> XMLElement {
        XMLElement("Item", in: WSManURI.management, children: [instance, reference])
    }

    private static func element(_ name: String, _ children: [XMLElement] = [], text: String = "") -> XMLElement {
        XMLElement(name, in: WSManURI.enumeration, text: text, children: children)
    }
}
