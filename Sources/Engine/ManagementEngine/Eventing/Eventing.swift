import AMTSchema
import CIMModel
import FoundationEssentials
import NVRAM
import WSMan
import XML

/// Who has subscribed to the engine's events.
actor Eventing {
    /// Subscriptions at once; AMT has nine for the network.
    static let greatestCount = 9

    private static let key = "eventing.subscriptions"

    private struct Kept: Codable {
        var next = 1
        /// Those of the network.
        var all: [EventSubscription] = []
        /// The one of the PC itself.
        var local: EventSubscription?

        /// Those that a side has, and reaches.
        subscript(side: Caller.Side) -> [EventSubscription] {
            get { side == .local ? local.map { [$0] } ?? [] : all }
            set { if side == .local { local = newValue.last } else { all = newValue } }
        }
    }

    private let nvram: NVRAM
    /// Whether events may go to addresses that only this machine has; for endpoints that have such an address.
    private let allowsLoopback: Bool

    init(nvram: NVRAM, allowsLoopback: Bool) {
        self.nvram = nvram
        self.allowsLoopback = allowsLoopback
    }

    /// Those that have not ended, oldest first: the network's, then the PC's own.
    func subscriptions(now: Date = Date()) async throws -> [EventSubscription] {
        let kept = try await kept()
        return (kept.all + kept[.local]).filter { $0.isOpen(at: now) }
    }

    /// Those of one side that have not ended.
    func subscriptions(of side: Caller.Side, now: Date = Date()) async throws -> [EventSubscription] {
        try await kept()[side].filter { $0.isOpen(at: now) }
    }

    /// Subscribes, and answers with the reference to the subscription.
    ///
    /// The PC itself has one place, which its last subscription takes.
    func subscribe(_ request: WSManRequest, from side: Caller.Side, now: Date = Date()) async throws -> XMLElement {
        try check(request, isFor: CIM.FilterCollection.className)
        let wanted = try SubscribeRequest(request, from: side, allowsLoopback: allowsLoopback)
        var kept = try await kept()
        kept[side] = kept[side].filter { $0.isOpen(at: now) }
        guard side == .local || kept.all.count < Self.greatestCount else {
            throw WSManFault.eventSourceUnableToProcess
        }
        let new = wanted.subscription(number: kept.next, now: now)
        kept.next += 1
        kept[side].append(new)
        try await nvram.set(kept, for: Self.key)
        return EventingAnswers.subscribed(new)
    }

    /// Ends the subscription that the selectors choose among those of the caller's side.
    func unsubscribe(_ request: WSManRequest, from side: Caller.Side) async throws {
        let chosen = try await only(request, side)
        var kept = try await kept()
        kept[side].removeAll { $0.number == chosen.number }
        try await nvram.set(kept, for: Self.key)
    }

    /// Gives the chosen subscription a new end.
    func renew(_ request: WSManRequest, from side: Caller.Side, now: Date = Date()) async throws -> XMLElement {
        let chosen = try await only(request, side)
        var kept = try await kept()
        guard let place = kept[side].firstIndex(where: { $0.number == chosen.number }) else {
            throw WSManFault.unableToRenew
        }
        let duration = try request.expires()
        kept[side][place].duration = duration
        kept[side][place].endsAt = duration.map { now.addingTimeInterval($0) }
        try await nvram.set(kept, for: Self.key)
        return EventingAnswers.renewed(kept[side][place])
    }

    private func only(_ request: WSManRequest, _ side: Caller.Side) async throws -> EventSubscription {
        try check(request, isFor: CIM.FilterCollectionSubscription.className)
        let chosen = try await subscriptions(of: side).filter { request.selectors.match($0.instance.element) }
        guard let only = chosen.first else { throw WSManFault.destinationUnreachable }
        guard chosen.count == 1 else { throw WSManFault.invalidSelectors }
        return only
    }

    /// Who may do this was judged by the class that the request names.
    private func check(_ request: WSManRequest, isFor name: ClassName) throws(WSManFault) {
        guard request.resourceURI == name.resourceURI else { throw .actionNotSupported }
    }

    private func kept() async throws -> Kept { try await nvram.setting(Self.key, as: Kept.self) ?? Kept() }
}

extension EventSubscription {
    /// The reference to its destination.
    var handler: Reference<CIM.ListenerDestinationWSManagement> {
        Reference([
            "CreationClassName": "CIM_ListenerDestinationWSMAN", "Name": handlerName,
            "SystemCreationClassName": "CIM_ComputerSystem", "SystemName": "Intel(r) AMT",
        ])
    }

    /// The subscription as consoles see it.
    var instance: Instance<CIM.FilterCollectionSubscription> {
        Instance {
            $0.filter = Reference(["InstanceID": filter])
            $0.handler = handler
            $0.onFatalErrorPolicy = 2
            $0.subscriptionDuration = duration.map { UInt64($0) }
            $0.subscriptionState = 2
            $0.subscriptionTimeRemaining = endsAt.map { UInt64(max(0, $0.timeIntervalSinceNow)) }
        }
    }

    /// The destination as consoles see it.
    var destinationInstance: Instance<CIM.ListenerDestinationWSManagement> {
        Instance {
            $0.creationClassName = "CIM_ListenerDestinationWSMAN"
            $0.deliveryMode = wantsAnswer ? .pushWithAck : .push
            $0.destination = destination.url
            $0.elementName = "Intel(r) AMT:Listener Destination"
            $0.name = handlerName
            $0.persistenceType = 2
            $0.systemCreationClassName = "CIM_ComputerSystem"
            $0.systemName = "Intel(r) AMT"
        }
    }
}
