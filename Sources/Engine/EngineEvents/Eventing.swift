package import ObjectManager
import AMTSchema
import CIMModel
package import FoundationEssentials
package import NVRAM
package import WSMan
package import XML

/// Who has subscribed to the engine's events.
package struct Eventing: Sendable {
    private static let key = "eventing.subscriptions"

    let nvram: NVRAM
    /// Whether events may go to addresses that only this machine has; for endpoints that have such an address.
    let allowsLoopback: Bool

    package init(nvram: NVRAM, allowsLoopback: Bool) {
        self.nvram = nvram
        self.allowsLoopback = allowsLoopback
    }

    /// Those that have not ended, oldest first: the network's, then the PC's own.
    package func subscriptions(now: Date = Date()) async throws -> [EventSubscription] {
        let kept = try await kept()
        return kept.standing(.network, at: now) + kept.standing(.local, at: now)
    }

    /// Those of one side that have not ended.
    package func subscriptions(of side: Caller.Side, now: Date = Date()) async throws -> [EventSubscription] {
        try await kept().standing(side, at: now)
    }

    /// Subscribes, and answers with the reference to the subscription.
    ///
    /// The PC itself has one place, which its last subscription takes.
    package func subscribe(_ request: WSManRequest, from side: Caller.Side, now: Date = Date()) async throws
        -> XMLElement
    {
        try check(request, isFor: CIM.FilterCollection.className)
        let wanted = try SubscribeRequest(request, from: side, allowsLoopback: allowsLoopback)
        return EventingAnswers.subscribed(try await change { try $0.add(wanted, side, at: now) })
    }

    /// Ends the subscription that the selectors choose among those of the caller's side.
    package func unsubscribe(_ request: WSManRequest, from side: Caller.Side, now: Date = Date()) async throws {
        try check(request, isFor: CIM.FilterCollectionSubscription.className)
        let selectors = request.selectors
        try await change { $0[side].remove(at: try $0.place(of: selectors, side, at: now)) }
    }

    /// Gives the chosen subscription a new end.
    package func renew(_ request: WSManRequest, from side: Caller.Side, now: Date = Date()) async throws -> XMLElement {
        try check(request, isFor: CIM.FilterCollectionSubscription.className)
        let (selectors, duration) = (request.selectors, try request.expires())
        let renewed = try await change { kept in
            let place = try kept.place(of: selectors, side, at: now)
            kept[side][place].duration = duration
            kept[side][place].endsAt = duration.map { now.addingTimeInterval($0) }
            return kept[side][place]
        }
        return EventingAnswers.renewed(renewed)
    }

    /// Who may do this was judged by the class that the request names.
    private func check(_ request: WSManRequest, isFor name: ClassName) throws(WSManFault) {
        guard request.resourceURI == name.resourceURI else { throw .actionNotSupported }
    }

    private func kept() async throws -> Subscriptions {
        try await nvram.setting(Self.key, as: Subscriptions.self) ?? Subscriptions()
    }

    @discardableResult
    private func change<Answer: Sendable>(
        _ body: @Sendable (inout Subscriptions) throws -> Answer
    ) async throws -> Answer {
        try await nvram.change(Self.key, from: Subscriptions(), body)
    }
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
