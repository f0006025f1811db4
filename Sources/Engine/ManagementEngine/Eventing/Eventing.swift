import AMTSchema
import CIMModel
import FoundationEssentials
import NVRAM
import WSMan
import XML

/// Who has subscribed to the engine's events.
struct Eventing: Sendable {
    /// Subscriptions at once; AMT has nine for the network.
    static let greatestCount = 9

    private static let key = "eventing.subscriptions"

    let nvram: NVRAM
    /// Whether events may go to addresses that only this machine has; for endpoints that have such an address.
    let allowsLoopback: Bool

    /// Those that have not ended, oldest first.
    func subscriptions(now: Date = Date()) async throws -> [EventSubscription] {
        (try await nvram.setting(Self.key, as: Subscriptions.self) ?? Subscriptions()).standing(at: now)
    }

    /// Subscribes, and answers with the reference to the subscription.
    func subscribe(_ request: WSManRequest, now: Date = Date()) async throws -> XMLElement {
        let wanted = try SubscribeRequest(request, allowsLoopback: allowsLoopback)
        return EventingAnswers.subscribed(try await change { try $0.add(wanted, at: now) })
    }

    /// Ends the subscription that the selectors choose.
    func unsubscribe(_ selectors: Selectors, now: Date = Date()) async throws {
        try await change { $0.all.remove(at: try $0.place(of: selectors, at: now)) }
    }

    /// Gives the chosen subscription a new end.
    func renew(_ request: WSManRequest, now: Date = Date()) async throws -> XMLElement {
        let (selectors, duration) = (request.selectors, try request.expires())
        let renewed = try await change { kept in
            let place = try kept.place(of: selectors, at: now)
            kept.all[place].duration = duration
            kept.all[place].endsAt = duration.map { now.addingTimeInterval($0) }
            return kept.all[place]
        }
        return EventingAnswers.renewed(renewed)
    }

    @discardableResult
    private func change<Answer: Sendable>(
        _ body: @Sendable (inout Subscriptions) throws -> Answer
    ) async throws -> Answer {
        try await nvram.change(Self.key, from: Subscriptions(), body)
    }
}

/// The subscriptions as NVRAM keeps them.
private struct Subscriptions: Codable, Sendable {
    private var next = 1
    var all: [EventSubscription] = []

    func standing(at now: Date) -> [EventSubscription] { all.filter { $0.endsAt.map { $0 > now } ?? true } }

    mutating func add(_ wanted: SubscribeRequest, at now: Date) throws(WSManFault) -> EventSubscription {
        all = standing(at: now)
        guard all.count < Eventing.greatestCount else { throw .eventSourceUnableToProcess }
        let new = wanted.subscription(number: next, now: now)
        next += 1
        all.append(new)
        return new
    }

    /// The place of the one that selectors choose.
    func place(of selectors: Selectors, at now: Date) throws(WSManFault) -> Int {
        let chosen = standing(at: now).filter { selectors.match($0.instance.element) }
        guard let only = chosen.first, let place = all.firstIndex(of: only) else { throw .destinationUnreachable }
        guard chosen.count == 1 else { throw .invalidSelectors }
        return place
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
