public import XML

/// A request as its envelope carries it.
///
/// Lenient where clients differ: any prefixes, any `To`, selectors in any form, white space around values.
public struct WSManRequest: Hashable, Sendable {
    /// What is asked for.
    public let operation: WSManOperation
    /// The class; empty for Identify.
    public let resourceURI: String
    /// What the answer relates to, exactly as it came.
    public let messageID: String
    /// Which instance.
    public let selectors: Selectors
    /// The first element of the body.
    public let body: XMLElement?

    /// Reads an envelope.
    ///
    /// - Throws: ``WSManFault`` that tells the sender what is wrong.
    public init(untrusted bytes: [UInt8]) throws(WSManFault) {
        guard let envelope = try? XMLReader.read(bytes), envelope.name == "Envelope",
            envelope.namespace == WSManURI.soap, let body = envelope["Body"]
        else { throw .malformedEnvelope }
        try self.init(header: envelope["Header"] ?? XMLElement("Header", in: WSManURI.soap), body: body.children.first)
    }

    private init(header: XMLElement, body: XMLElement?) throws(WSManFault) {
        self.body = body
        messageID = header["MessageID"]?.text ?? ""
        resourceURI = header["ResourceURI"]?.trimmedText ?? ""
        let relatesTo = messageID
        guard let selectors = header["SelectorSet"].map(Selectors.init(untrusted:)) ?? Selectors() else {
            throw .invalidSelectors.relating(to: relatesTo)
        }
        self.selectors = selectors
        if body?.name == "Identify", body?.namespace == WSManURI.identity {
            operation = .identify
            return
        }
        guard let action = header["Action"]?.trimmedText, !action.isEmpty else {
            throw .messageInformationHeaderRequired.relating(to: relatesTo)
        }
        try Self.checkUnderstood(header, relatesTo)
        guard let operation = WSManOperation(action: action, resourceURI: resourceURI) else {
            throw .actionNotSupported.relating(to: relatesTo)
        }
        self.operation = operation
    }

    /// SOAP 1.2 part 1, 5.2.3: a block marked so must be understood or refused.
    private static func checkUnderstood(_ header: XMLElement, _ relatesTo: String) throws(WSManFault) {
        let known: Set = [
            "To", "Action", "MessageID", "ReplyTo", "FaultTo", "From", "RelatesTo", "ResourceURI", "SelectorSet",
            "OperationTimeout", "MaxEnvelopeSize", "Locale", "OptionSet", "FragmentTransfer",
            "RequestTotalItemsCountEstimate",
        ]
        let marked = header.children.filter { ["true", "1"].contains($0.attributes["mustUnderstand"] ?? "") }
        guard marked.allSatisfy({ known.contains($0.name) }) else { throw .mustUnderstand.relating(to: relatesTo) }
    }

    /// The context of a Pull or Release, which some clients write with white space around it.
    public var enumerationContext: String { body?["EnumerationContext"]?.trimmedText ?? "" }

    /// How many items a Pull may bring; DSP0226 8.2 makes it one when the request does not say.
    public var maxElements: Int { max(1, body?["MaxElements"].flatMap { Int($0.trimmedText) } ?? 1) }

    /// Whether an enumeration is asked for references instead of objects.
    public var enumerationMode: EnumerationMode {
        EnumerationMode(rawValue: body?["EnumerationMode"]?.trimmedText ?? "") ?? .objects
    }
}

/// What the items of an enumeration are (DSP0226 8.7).
public enum EnumerationMode: String, Hashable, Sendable {
    case objects = ""
    case references = "EnumerateEPR"
    case both = "EnumerateObjectAndEPR"
}
