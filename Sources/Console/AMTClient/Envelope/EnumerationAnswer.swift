import WSMan
import XML

/// What Enumerate and Pull answer.
struct EnumerationAnswer {
    /// Instances that are asked for at once; engines send all there are up to this many.
    static let pageSize = 999

    /// The context that came, whether or not it is still open.
    let context: String?
    /// The context to pull from; nil when the enumeration has ended.
    let next: String?
    let items: [XMLElement]

    init(_ untrusted: XMLElement) {
        let text = untrusted["EnumerationContext"]?.trimmedText ?? ""
        context = text.isEmpty ? nil : text
        next = untrusted["EndOfSequence"] == nil ? context : nil
        items = untrusted["Items"]?.children ?? []
    }

    /// The body of a Pull from a context.
    static func pull(_ context: String) -> XMLElement {
        XMLElement(
            "Pull",
            in: WSManURI.enumeration,
            children: [
                XMLElement("EnumerationContext", in: WSManURI.enumeration, text: context),
                XMLElement("MaxElements", in: WSManURI.enumeration, text: String(pageSize)),
            ]
        )
    }
}
