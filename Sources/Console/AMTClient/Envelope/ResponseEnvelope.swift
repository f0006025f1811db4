import WSMan
import XML

/// An answer as it came over the wire.
struct ResponseEnvelope {
    /// The first element of the body.
    let body: XMLElement?
    /// The message that it answers; empty when it does not say.
    let relatesTo: String

    /// Reads an envelope.
    ///
    /// - Throws: ``AMTClientError/fault(subcode:reason:detail:)`` when it carries a fault, `malformed` when it is none.
    init(untrusted bytes: [UInt8], limits: XMLLimits) throws(AMTClientError) {
        let envelope = try Self.document(bytes, limits)
        guard envelope.name == "Envelope", envelope.namespace == WSManURI.soap, let body = envelope["Body"] else {
            throw .malformed("not a SOAP 1.2 envelope")
        }
        self.body = body.children.first
        relatesTo = envelope["Header"]?["RelatesTo"]?.trimmedText ?? ""
        if let fault = self.body, fault.name == "Fault", fault.namespace == WSManURI.soap { throw Self.refusal(fault) }
    }

    private static func document(_ bytes: [UInt8], _ limits: XMLLimits) throws(AMTClientError) -> XMLElement {
        do throws(XMLError) {
            return try XMLReader.read(bytes, limits: limits)
        } catch {
            throw .malformed("no XML: \(error)")
        }
    }

    private static func refusal(_ fault: XMLElement) -> AMTClientError {
        let code = fault["Code"]?["Subcode"]?["Value"] ?? fault["Code"]?["Value"]
        let name = code?.trimmedText.split(separator: ":").last.map(String.init) ?? ""
        let reason = fault["Reason"]?["Text"]?.trimmedText ?? ""
        return .fault(subcode: name, reason: reason, detail: fault["Detail"].map(text) ?? "")
    }

    /// All the text in an element.
    private static func text(_ element: XMLElement) -> String {
        ([element.trimmedText] + element.children.map(text)).filter { !$0.isEmpty }.joined(separator: " ")
    }
}
