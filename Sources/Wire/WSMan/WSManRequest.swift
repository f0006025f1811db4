public import XML

/// A request as its envelope carries it.
///
/// Lenient where clients differ: any prefixes, any `To`, selectors in any form, white space around values.
public struct WSManRequest: Hashable, Sendable {
    /// What is asked for.
    public let operation: WSManOperation
    /// The class; empty for Identify.
    public private(set) var resourceURI: String
    /// What the answer relates to, exactly as it came.
    public let messageID: String
    /// Which instance.
    public let selectors: Selectors
    /// The header.
    public let header: XMLElement
    /// The first element of the body.
    public let body: XMLElement?
    /// The greatest envelope that the sender wants for an answer, in octets.
    public let envelopeLimit: Int?

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
        self.header = header
        self.body = body
        messageID = header["MessageID"]?.text ?? ""
        resourceURI = header["ResourceURI"]?.trimmedText ?? ""
        do throws(WSManFault) {
            guard let selectors = header["SelectorSet"].map(Selectors.init(untrusted:)) ?? Selectors() else {
                throw .invalidSelectors
            }
            self.selectors = selectors
            envelopeLimit = try Self.envelopeLimit(header)
            operation = try Self.operation(header, body, resourceURI)
        } catch {
            throw error.relating(to: messageID)
        }
    }

    private static func operation(
        _ header: XMLElement,
        _ body: XMLElement?,
        _ resourceURI: String
    ) throws(WSManFault) -> WSManOperation {
        if body?.name == "Identify", body?.namespace == WSManURI.identity { return .identify }
        guard let action = header["Action"]?.trimmedText, !action.isEmpty else {
            throw .messageInformationHeaderRequired
        }
        try checkUnderstood(header)
        guard let operation = WSManOperation(action: action, resourceURI: resourceURI) else {
            throw .actionNotSupported
        }
        return operation
    }
}

extension WSManRequest {
    /// The same request as if it named another class.
    public func directed(to resourceURI: String) -> WSManRequest {
        var request = self
        request.resourceURI = resourceURI
        return request
    }
}

/// What the header asks of the service besides the operation (DSP0226 6).
extension WSManRequest {
    /// How long the sender waits for the answer; nil when it does not say.
    public var operationTimeout: Duration? {
        (header["OperationTimeout"]?.trimmedText).flatMap(Duration.init(xml:))
    }

    /// The least envelope that a sender may ask for, in octets (DSP0226 6.2).
    static let leastEnvelope = 8192

    private static let known: Set = [
        "To", "Action", "MessageID", "ReplyTo", "FaultTo", "From", "RelatesTo", "ResourceURI", "SelectorSet",
        "OperationTimeout", "MaxEnvelopeSize", "Locale", "OptionSet", "RequestTotalItemsCountEstimate", "IssuedTokens",
    ]

    /// SOAP 1.2 part 1, 5.2.3: a block marked so must be understood or refused.
    fileprivate static func checkUnderstood(_ header: XMLElement) throws(WSManFault) {
        if header["FragmentTransfer"] != nil { throw .unsupportedFeature.with(faultDetail: "FragmentLevelAccess") }
        let marked = header.children.filter { isTrue($0.attributes["mustUnderstand"]) }
        guard marked.allSatisfy({ known.contains($0.name) }) else { throw .mustUnderstand }
        let options = header["OptionSet"]?.children ?? []
        guard !options.contains(where: { isTrue($0.attributes["MustComply"]) }) else { throw .invalidOptions }
        if let duration = (header["OperationTimeout"]?.trimmedText).flatMap(Duration.init(xml:)), duration == .zero {
            throw .timedOut
        }
    }

    fileprivate static func envelopeLimit(_ header: XMLElement) throws(WSManFault) -> Int? {
        guard let text = header["MaxEnvelopeSize"]?.trimmedText, let limit = Int(text) else { return nil }
        guard limit >= leastEnvelope else { throw .encodingLimit.with(faultDetail: "MinimumEnvelopeLimit") }
        return limit
    }

    private static func isTrue(_ mark: String?) -> Bool { mark == "true" || mark == "1" }
}
