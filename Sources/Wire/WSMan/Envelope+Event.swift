public import XML

extension Envelope {
    /// An event on its way to a subscriber.
    ///
    /// - Parameters:
    ///   - referenceParameters: what the subscriber wants to find in the header.
    ///   - wantsAnswer: whether the subscriber shall acknowledge it.
    public static func event(
        _ body: XMLElement,
        resourceURI: String,
        referenceParameters: [XMLElement] = [],
        wantsAnswer: Bool,
        number: UInt32
    ) -> [UInt8] {
        let prefixes = Prefixes(body: body, dated: [body.namespace])
        var writer = XMLWriter()
        open(prefixes.declared, &writer)
        writer.leaf("b:To", WSManURI.anonymous)
        writer.markup("<b:ReplyTo>")
        writer.leaf("b:Address", WSManURI.anonymous)
        writer.markup("</b:ReplyTo>")
        if wantsAnswer { writer.leaf("c:AckRequested", "") }
        identify(action: "http://schemas.dmtf.org/wbem/wsman/1/wsman/Event", number: number, &writer)
        writer.leaf("c:ResourceURI", resourceURI)
        for block in referenceParameters { writer.element(block, prefixes: [:]) }
        writer.markup("</a:Header><a:Body>")
        writer.element(body, prefixes: prefixes.byNamespace)
        writer.markup("</a:Body></a:Envelope>")
        return writer.bytes
    }
}
