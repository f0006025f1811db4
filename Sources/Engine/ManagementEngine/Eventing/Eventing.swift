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
        var all: [EventSubscription] = []
    }

    private let nvram: NVRAM
    /// Whether events may go to addresses that only this machine has; for endpoints that have such an address.
    private let allowsLoopback: Bool

    init(nvram: NVRAM, allowsLoopback: Bool) {
        self.nvram = nvram
        self.allowsLoopback = allowsLoopback
    }

    /// Those that have not ended, oldest first.
    func subscriptions(now: Date = Date()) async throws -> [EventSubscription] {
        try await kept().all.filter { $0.endsAt.map { $0 > now } ?? true }
    }

    /// Subscribes, and answers with the reference to the subscription.
    func subscribe(_ request: WSManRequest, now: Date = Date()) async throws -> XMLElement {
        let wanted = try SubscribeRequest(request, allowsLoopback: allowsLoopback)
        var kept = try await kept()
        kept.all = try await subscriptions(now: now)
        guard kept.all.count < Self.greatestCount else { throw WSManFault.eventSourceUnableToProcess }
        let new = wanted.subscription(number: kept.next, now: now)
        kept.next += 1
        kept.all.append(new)
        try await nvram.set(kept, for: Self.key)
        return EventingAnswers.subscribed(new)
    }

    /// Ends the subscription that the selectors choose.
    func unsubscribe(_ selectors: Selectors) async throws {
        let chosen = try await only(selectors)
        var kept = try await kept()
        kept.all.removeAll { $0.number == chosen.number }
        try await nvram.set(kept, for: Self.key)
    }

    /// Gives the chosen subscription a new end.
    func renew(_ request: WSManRequest, now: Date = Date()) async throws -> XMLElement {
        let chosen = try await only(request.selectors)
        var kept = try await kept()
        guard let place = kept.all.firstIndex(where: { $0.number == chosen.number }) else {
            throw WSManFault.unableToRenew
        }
        kept.all[place].duration = try request.expires()
        kept.all[place].endsAt = kept.all[place].duration.map { now.addingTimeInterval($0) }
        try await nvram.set(kept, for: Self.key)
        return EventingAnswers.renewed(kept.all[place])
    }

    private func only(_ selectors: Selectors) async throws -> EventSubscription {
        let chosen = try await subscriptions().filter { selectors.match($0.instance.element) }
        guard let only = chosen.first else { throw WSManFault.destinationUnreachable }
        guard chosen.count == 1 else { throw WSManFault.invalidSelectors }
        return only
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
