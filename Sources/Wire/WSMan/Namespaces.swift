import CIMModel

/// The namespaces and actions of WS-Management (DSP0226) and of what it builds on.
public enum WSManURI {
    public static let soap = "http://www.w3.org/2003/05/soap-envelope"
    public static let addressing = Namespace.addressing
    public static let anonymous = Namespace.anonymous
    public static let management = Namespace.management
    public static let transfer = "http://schemas.xmlsoap.org/ws/2004/09/transfer"
    public static let enumeration = "http://schemas.xmlsoap.org/ws/2004/09/enumeration"
    public static let eventing = "http://schemas.xmlsoap.org/ws/2004/08/eventing"
    public static let identity = "http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd"
    public static let trust = "http://schemas.xmlsoap.org/ws/2005/02/trust"
    public static let security =
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
    public static let binding = "http://schemas.dmtf.org/wbem/wsman/1/cimbinding.xsd"
    public static let common = Namespace.common
    public static let schemaInstance = "http://www.w3.org/2001/XMLSchema-instance"
}

/// What a request asks for.
public enum WSManOperation: Hashable, Sendable {
    case get
    case put
    case create
    case delete
    case enumerate
    case pull
    case release
    case identify
    case subscribe
    case unsubscribe
    case renew
    /// A method of the class, by name.
    case invoke(String)

    /// Reads the action of a request for a resource.
    init?(action: String, resourceURI: String) {
        switch action {
        case WSManURI.transfer + "/Get": self = .get
        case WSManURI.transfer + "/Put": self = .put
        case WSManURI.transfer + "/Create": self = .create
        case WSManURI.transfer + "/Delete": self = .delete
        case WSManURI.enumeration + "/Enumerate": self = .enumerate
        case WSManURI.enumeration + "/Pull": self = .pull
        case WSManURI.enumeration + "/Release": self = .release
        case WSManURI.eventing + "/Subscribe": self = .subscribe
        case WSManURI.eventing + "/Unsubscribe": self = .unsubscribe
        case WSManURI.eventing + "/Renew": self = .renew
        default:
            let prefix = resourceURI + "/"
            guard !resourceURI.isEmpty, action.hasPrefix(prefix), action.count > prefix.count else { return nil }
            self = .invoke(String(action.dropFirst(prefix.count)))
        }
    }

    /// The action of a request for this operation on a resource.
    public func action(on resourceURI: String) -> String {
        switch self {
        case .get: WSManURI.transfer + "/Get"
        case .put: WSManURI.transfer + "/Put"
        case .create: WSManURI.transfer + "/Create"
        case .delete: WSManURI.transfer + "/Delete"
        case .enumerate: WSManURI.enumeration + "/Enumerate"
        case .pull: WSManURI.enumeration + "/Pull"
        case .release: WSManURI.enumeration + "/Release"
        case .subscribe: WSManURI.eventing + "/Subscribe"
        case .unsubscribe: WSManURI.eventing + "/Unsubscribe"
        case .renew: WSManURI.eventing + "/Renew"
        case .identify: ""
        case .invoke(let method): resourceURI + "/" + method
        }
    }

    /// The action of the answer.
    public func answerAction(on resourceURI: String) -> String { action(on: resourceURI) + "Response" }
}
