import ObjectManager
import CIMModel
import FoundationEssentials
import WSMan
import XML

/// What a Subscribe asks for.
struct SubscribeRequest {
    private let filter: EventFilter
    private let destination: EventDestination
    private let wantsAnswer: Bool
    private let referenceParameters: [String]
    private let login: EventLogin?
    private let duration: Double?

    private static let push = WSManURI.eventing + "/DeliveryModes/Push"
    private static let pushWithAck = "http://schemas.dmtf.org/wbem/wsman/1/wsman/PushWithAck"
    /// Blocks that a listener may want back, and octets of one.
    private static let greatestBlocks = (count: 4, length: 1024)

    /// Reads the request.
    ///
    /// - Throws: ``WSManFault`` that tells what cannot be done.
    init(_ request: WSManRequest, from side: Caller.Side, allowsLoopback: Bool) throws(WSManFault) {
        let name = request.selectors.values["InstanceID"] ?? EventFilter.all.rawValue
        guard let filter = EventFilter(rawValue: name) else { throw .destinationUnreachable }
        // What concerns nobody but who manages the PC is not for what runs on it.
        guard side != .local || filter == .userNotification else { throw .accessDenied }
        guard let delivery = request.body?["Delivery"], let target = delivery["NotifyTo"] else { throw .invalidMessage }
        switch delivery.attributes["Mode"] ?? Self.push {
        case Self.push: wantsAnswer = false
        case Self.pushWithAck: wantsAnswer = true
        default: throw .deliveryModeUnavailable
        }
        // Whatever the PC writes there, the engine calls on nothing but the PC for it.
        guard let destination = EventDestination(untrusted: target["Address"]?.trimmedText ?? ""),
            side == .local || allowsLoopback || !ForbiddenHost.isForbidden(destination.host)
        else { throw .invalidMessage.with(detail: "NotifyTo") }
        let blocks = (target["ReferenceParameters"] ?? target["ReferenceProperties"])?.children ?? []
        referenceParameters = blocks.map(Self.text)
        guard blocks.count <= Self.greatestBlocks.count,
            referenceParameters.allSatisfy({ $0.utf8.count <= Self.greatestBlocks.length })
        else { throw .encodingLimit }
        self.filter = filter
        self.destination = destination
        login = Self.login(request.header)
        duration = try request.expires()
    }

    /// The subscription that it asks for.
    func subscription(number: Int, now: Date) -> EventSubscription {
        EventSubscription(
            number: number,
            filter: filter.rawValue,
            destination: destination,
            wantsAnswer: wantsAnswer,
            referenceParameters: referenceParameters,
            login: login,
            duration: duration,
            endsAt: duration.map { now.addingTimeInterval($0) }
        )
    }

    private static func text(_ block: XMLElement) -> String {
        var writer = XMLWriter()
        writer.element(block, prefixes: [:])
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The name and password in the header's token, wherever in it they stand.
    private static func login(_ header: XMLElement) -> EventLogin? {
        var rest = header["IssuedTokens"].map { [$0] } ?? []
        while let element = rest.popLast() {
            if element.name == "UsernameToken", let user = element["Username"]?.trimmedText,
                let password = element["Password"]?.text, (1...64).contains(user.utf8.count),
                password.utf8.count <= 64, !user.contains("\""), user.allSatisfy({ $0.isASCII && !$0.isNewline })
            {
                return EventLogin(user: user, password: password)
            }
            rest += element.children
        }
        return nil
    }
}

extension WSManRequest {
    /// How long a subscription is asked for, in seconds; nil when it shall not end.
    func expires() throws(WSManFault) -> Double? {
        guard let text = body?["Expires"]?.trimmedText, !text.isEmpty else { return nil }
        guard let duration = Duration(xml: text) else { throw .invalidExpirationTime }
        let seconds = Double(duration.components.seconds)
        return seconds > 0 ? seconds : nil
    }
}

/// Hosts to which no console may make the engine connect: what listens there believes that its machine asks.
public enum ForbiddenHost {
    /// Whether a name or an address is this machine's own or holds for one link only.
    public static func isForbidden(_ host: String) -> Bool {
        let host = host.lowercased()
        let own = ["localhost", "::1", "::", "0.0.0.0"].contains(host) || host.hasPrefix("127.")
        return own || host.hasPrefix("169.254.") || host.hasPrefix("fe80:") || host.hasPrefix("::ffff:")
    }
}

/// The bodies that answer requests of eventing.
enum EventingAnswers {
    static func subscribed(_ subscription: EventSubscription) -> XMLElement {
        let reference = EndpointReference(
            resourceURI: ClassName("CIM_FilterCollectionSubscription").resourceURI,
            keys: [
                "Filter": .reference(subscription.filterReference),
                "Handler": .reference(subscription.handler.target),
            ]
        )
        let manager = reference.element.renamed("SubscriptionManager", in: WSManURI.eventing)
        return element("SubscribeResponse", [manager, expires(subscription)])
    }

    static func renewed(_ subscription: EventSubscription) -> XMLElement {
        element("RenewResponse", [expires(subscription)])
    }

    private static func expires(_ subscription: EventSubscription) -> XMLElement {
        let text = "PT\(Int64(subscription.duration ?? 0)).000000S"
        return XMLElement("Expires", in: WSManURI.eventing, text: text)
    }

    private static func element(_ name: String, _ children: [XMLElement]) -> XMLElement {
        XMLElement(name, in: WSManURI.eventing, children: children)
    }
}

extension EventSubscription {
    fileprivate var filterReference: EndpointReference {
        EndpointReference(
            resourceURI: ClassName("CIM_FilterCollection").resourceURI,
            keys: ["InstanceID": .text(filter)]
        )
    }
}
