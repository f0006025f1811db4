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
    /// The URI by which the standard says more; empty where it does not.
    public var faultDetail = ""
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

    /// The same fault with one of the standard's details (DSP0226 14.4).
    public func with(faultDetail: String) -> WSManFault {
        var fault = self
        fault.faultDetail = "http://schemas.dmtf.org/wbem/wsman/1/wsman/faultDetail/" + faultDetail
        return fault
    }
}
