import CIMModel
public import XML

/// The envelopes that a management engine sends, byte for byte in the form of AMT firmware.
///
/// Clients depend on the prefixes: `a` is SOAP, `g` the body's own namespace, `h` the instances inside a Pull.
public enum Envelope {
    /// An answer. `number` counts the messages of the engine and becomes part of the message's identifier.
    ///
    /// - Parameter dated: the namespaces of classes that have a datetime; firmware declares a prefix for it with each,
    ///   also when it is NULL.
    public static func response(
        to request: WSManRequest,
        action: String,
        body: XMLElement?,
        number: UInt32,
        dated: Set<String> = []
    ) -> [UInt8] {
        let prefixes = Prefixes(body: body, dated: dated)
        var writer = XMLWriter()
        open(prefixes.declared, &writer)
        addressing(relatesTo: request.messageID, action: action, number: number, &writer)
        writer.leaf("c:ResourceURI", request.resourceURI)
        writer.markup("</a:Header><a:Body>")
        if let body { writer.element(body, prefixes: prefixes.byNamespace) }
        writer.markup("</a:Body></a:Envelope>")
        return writer.bytes
    }

    /// A refusal.
    public static func fault(_ fault: WSManFault, number: UInt32) -> [UInt8] {
        var writer = XMLWriter()
        open(Prefixes.fault, &writer)
        addressing(relatesTo: fault.relatesTo, action: WSManURI.addressing + "/fault", number: number, &writer)
        writer.markup("</a:Header><a:Body><a:Fault><a:Code>")
        writer.leaf("a:Value", fault.code.rawValue)
        if !fault.subcode.isEmpty {
            writer.markup("<a:Subcode>")
            writer.leaf("a:Value", fault.subcode)
            writer.markup("</a:Subcode>")
        }
        writer.markup("</a:Code><a:Reason><a:Text xml:lang=\"en-US\">")
        writer.text(fault.reason)
        writer.markup("</a:Text></a:Reason>")
        writer.markup("<a:Detail>")
        writer.text(fault.detail)
        if !fault.faultDetail.isEmpty { writer.leaf("e:FaultDetail", fault.faultDetail) }
        writer.markup("</a:Detail></a:Fault></a:Body></a:Envelope>")
        return writer.bytes
    }

    /// The answer to Identify (DSP0226 11), which carries no addressing.
    public static func identity(vendor: String, version: String) -> [UInt8] {
        var writer = XMLWriter()
        open([("a", WSManURI.soap), ("b", WSManURI.identity)], &writer)
        writer.markup("</a:Header><a:Body><b:IdentifyResponse>")
        writer.leaf("b:ProtocolVersion", WSManURI.management)
        writer.leaf("b:ProductVendor", vendor)
        writer.leaf("b:ProductVersion", version)
        writer.markup("<b:SecurityProfiles>")
        writer.leaf("b:SecurityProfileName", "http://schemas.dmtf.org/wbem/wsman/1/wsman/secprofile/http/digest")
        writer.markup("</b:SecurityProfiles></b:IdentifyResponse></a:Body></a:Envelope>")
        return writer.bytes
    }

    static func open(_ declared: [(prefix: String, uri: String)], _ writer: inout XMLWriter) {
        writer.markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?><a:Envelope")
        for (prefix, uri) in declared { writer.markup(" xmlns:\(prefix)=\"\(uri)\"") }
        writer.markup("><a:Header>")
    }

    private static func addressing(relatesTo: String, action: String, number: UInt32, _ writer: inout XMLWriter) {
        writer.leaf("b:To", WSManURI.anonymous)
        writer.leaf("b:RelatesTo", relatesTo)
        identify(action: action, number: number, &writer)
    }

    static func identify(action: String, number: UInt32, _ writer: inout XMLWriter) {
        let digits = String(number, radix: 16, uppercase: true)
        let padding = String(repeating: "0", count: 12 - digits.count)
        writer.markup("<b:Action a:mustUnderstand=\"true\">")
        writer.text(action)
        writer.markup("</b:Action>")
        writer.leaf("b:MessageID", "uuid:00000000-8086-8086-8086-" + padding + digits)
    }
}

/// Which prefix each namespace has in an envelope.
struct Prefixes {
    let declared: [(prefix: String, uri: String)]
    var byNamespace: [String: String] {
        Dictionary(declared.map { ($0.uri, $0.prefix) }) { first, _ in first }
    }

    /// The fixed ones, then `g` for the body's namespace and the letters after it for those inside.
    init(body: XMLElement?, dated: Set<String>) {
        var declared = Self.fixed
        var letters = "ghijklmnopqrstuvw".map(String.init)[...]
        for namespace in Self.namespaces(in: body, dated) where !declared.contains(where: { $0.uri == namespace }) {
            guard let letter = letters.popFirst() else { break }
            declared.append((letter, namespace))
        }
        self.declared = declared + [("xsi", WSManURI.schemaInstance)]
    }

    private static let fixed: [(prefix: String, uri: String)] = [
        ("a", WSManURI.soap), ("b", WSManURI.addressing), ("c", WSManURI.management), ("d", WSManURI.trust),
        ("e", WSManURI.security), ("f", WSManURI.binding),
    ]

    /// The order of the recorded faults.
    static let fault: [(prefix: String, uri: String)] = [
        ("g", WSManURI.binding), ("f", WSManURI.eventing), ("e", WSManURI.management), ("d", WSManURI.transfer),
        ("c", WSManURI.enumeration), ("b", WSManURI.addressing), ("a", WSManURI.soap), ("h", WSManURI.trust),
        ("i", WSManURI.security), ("xsi", WSManURI.schemaInstance),
    ]

    /// The namespaces of a tree in the order of their coming.
    private static func namespaces(in element: XMLElement?, _ dated: Set<String>) -> [String] {
        guard let element else { return [] }
        var found: [String] = []
        var rest = [element]
        while let next = rest.popLast() {
            if !next.namespace.isEmpty, !found.contains(next.namespace) {
                found.append(next.namespace)
                let isInstance = next.namespace.hasSuffix("/" + next.name)
                if isInstance, dated.contains(next.namespace) { found.append(WSManURI.common) }
            }
            rest += next.children.reversed()
        }
        return found
    }
}
