/// A refusal, as SOAP and WS-Management word it.
public struct WSManFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// Whose fault it is.
    public enum Code: String, Hashable, Sendable {
        case sender = "a:Sender"
        case receiver = "a:Receiver"
        case mustUnderstand = "a:MustUnderstand"
    }

    /// Whose fault it is.
    public var code: Code
    /// The subcode with the prefix of its namespace in the engine's fault envelopes, such as
    /// `b:DestinationUnreachable`.
    public var subcode: String
    /// The standard's text for people.
    public var reason: String
    /// More, where there is more to say.
    public var detail: String
    /// The message that is refused.
    public var relatesTo: String

    /// Creates a fault.
    public init(
        _ subcode: String,
        _ reason: String,
        code: Code = .sender,
        detail: String = "",
        relatesTo: String = ""
    ) {
        self.code = code
        self.subcode = subcode
        self.reason = reason
        self.detail = detail
        self.relatesTo = relatesTo
    }

    /// The subcode and the reason.
    public var description: String { detail.isEmpty ? "\(subcode): \(reason)" : "\(subcode): \(reason) (\(detail))" }

    /// The same fault as the answer to a message.
    public func relating(to messageID: String) -> WSManFault {
        var fault = self
        fault.relatesTo = messageID
        return fault
    }

    /// The same fault with more to say.
    public func with(detail: String) -> WSManFault {
        var fault = self
        fault.detail = detail
        return fault
    }
}

extension WSManFault {
    public static let destinationUnreachable = WSManFault(
        "b:DestinationUnreachable",
        "No route can be determined to reach the destination role defined by the WSAddressing To."
    )
    public static let actionNotSupported = WSManFault(
        "b:ActionNotSupported",
        "The action is not supported by the service."
    )
    public static let messageInformationHeaderRequired = WSManFault(
        "b:MessageInformationHeaderRequired",
        "A required message information header, To, MessageID, or Action, is not present."
    )
    public static let invalidSelectors = WSManFault(
        "e:InvalidSelectors",
        "The Selectors for the resource are not valid."
    )
    public static let accessDenied = WSManFault(
        "e:AccessDenied",
        "The sender was not authorized to access the resource."
    )
    public static let invalidParameter = WSManFault("e:InvalidParameter", "An operation parameter is not valid.")
    public static let schemaValidationError = WSManFault(
        "e:SchemaValidationError",
        "The supplied SOAP violates the corresponding XML schema definition."
    )
    public static let malformedEnvelope = schemaValidationError.with(detail: "The request is no SOAP 1.2 envelope.")
    public static let encodingLimit = WSManFault(
        "e:EncodingLimit",
        "An internal encoding limit was exceeded in a request or would be violated if the message were processed."
    )
    public static let quotaLimit = WSManFault(
        "e:QuotaLimit",
        "The service is busy servicing other requests.",
        code: .receiver
    )
    public static let invalidEnumerationContext = WSManFault(
        "c:InvalidEnumerationContext",
        "The supplied enumeration context is invalid.",
        code: .receiver
    )
    public static let internalError = WSManFault(
        "e:InternalError",
        "The service cannot comply with the request due to internal processing errors.",
        code: .receiver
    )
    public static let mustUnderstand = WSManFault(
        "",
        "A header block that must be understood is not.",
        code: .mustUnderstand
    )
}
