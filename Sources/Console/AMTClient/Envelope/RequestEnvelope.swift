import WSMan
import XML

/// A request as it goes over the wire, in the form that common consoles use and all firmware reads.
struct RequestEnvelope {
    var body: XMLElement?
    var action: String
    var resourceURI: String
    var selectors: [String: String]
    var messageID: String

    /// The envelope on one line: SOAP without prefix, `a` addressing, `w` WS-Management, `h` the body's namespace.
    var bytes: [UInt8] {
        var writer = XMLWriter()
        writer.markup("<?xml version=\"1.0\" encoding=\"utf-8\"?><Envelope")
        for (prefix, uri) in declared { declare(prefix, uri, &writer) }
        writer.markup(" xmlns=\"\(WSManURI.soap)\"><Header>")
        header(&writer)
        writer.markup("</Header><Body>")
        if let body { writer.element(body, prefixes: Dictionary(uniqueKeysWithValues: declared.map { ($1, $0) })) }
        writer.markup("</Body></Envelope>")
        return writer.bytes
    }

    private var declared: [(prefix: String, uri: String)] {
        let fixed = [
            ("xsi", WSManURI.schemaInstance), ("xsd", "http://www.w3.org/2001/XMLSchema"),
            ("a", WSManURI.addressing), ("w", WSManURI.management),
        ]
        guard let body, !fixed.contains(where: { $0.1 == body.namespace }) else { return fixed }
        return fixed + [("h", body.namespace)]
    }

    private func declare(_ prefix: String, _ uri: String, _ writer: inout XMLWriter) {
        writer.markup(" xmlns:\(prefix)=\"")
        writer.text(uri)
        writer.markup("\"")
    }

    private func header(_ writer: inout XMLWriter) {
        writer.leaf("a:Action", action)
        writer.leaf("a:To", "/wsman")
        writer.leaf("w:ResourceURI", resourceURI)
        writer.leaf("a:MessageID", messageID)
        writer.markup("<a:ReplyTo>")
        writer.leaf("a:Address", WSManURI.anonymous)
        writer.markup("</a:ReplyTo>")
        writer.leaf("w:OperationTimeout", "PT60S")
        guard !selectors.isEmpty else { return }
        let set = XMLElement(
            "SelectorSet",
            in: WSManURI.management,
            children: selectors.sorted { $0.key < $1.key }.map {
                XMLElement("Selector", in: WSManURI.management, attributes: ["Name": $0.key], text: $0.value)
            }
        )
        writer.element(set, prefixes: [WSManURI.management: "w"])
    }

    /// An identifier that no other message has.
    static func randomMessageID() -> String { "uuid:" + RandomText.groupedHexadecimal() }
}
