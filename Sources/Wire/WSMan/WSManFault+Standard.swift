/// The faults of WS-Addressing, WS-Management and WS-Enumeration.
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
    public static let timedOut = WSManFault(
        "e:TimedOut",
        "The operation has timed out.",
        code: .receiver
    )
    public static let unsupportedFeature = WSManFault("e:UnsupportedFeature", "The specified feature is not supported.")
    public static let invalidOptions = WSManFault("e:InvalidOptions", "One or more options are not valid.")
    public static let alreadyExists = WSManFault(
        "e:AlreadyExists",
        "The sender attempted to create a resource which already exists."
    )
    public static let concurrency = WSManFault(
        "e:Concurrency",
        "The action could not be completed due to concurrency or locking problems."
    )
    public static let cannotProcessFilter = WSManFault(
        "e:CannotProcessFilter",
        "The requested filter could not be processed."
    )
    public static let filterDialectUnavailable = WSManFault(
        "c:FilterDialectRequestedUnavailable",
        "The requested filtering dialect is not supported."
    )
    public static let polymorphismModeNotSupported = WSManFault(
        "g:PolymorphismModeNotSupported",
        "The specified polymorphism mode is not supported."
    )
}

/// Eventing's (WS-Eventing 3).
extension WSManFault {
    public static let deliveryModeUnavailable = WSManFault(
        "f:DeliveryModeRequestedUnavailable",
        "The requested delivery mode is not supported."
    )
    public static let invalidExpirationTime = WSManFault(
        "f:InvalidExpirationTime",
        "The expiration time requested is invalid."
    )
    public static let invalidMessage = WSManFault(
        "f:InvalidMessage",
        "The message is not valid and cannot be processed."
    )
    public static let eventSourceUnableToProcess = WSManFault(
        "f:EventSourceUnableToProcess",
        "The event source cannot process the subscription.",
        code: .receiver
    )
    public static let unableToRenew = WSManFault(
        "f:UnableToRenew",
        "The subscription could not be renewed."
    )
}
