import PublicKeyManagement
import ObjectManager
public import EngineEvents
import AMTSchema
import CIMModel
public import NVRAM
import WSMan
import XML

/// An event that one subscriber is to get.
public struct EventNotice: Sendable {
    /// Which subscription it is for.
    public let subscription: Int
    /// Where it goes.
    public let destination: EventDestination
    /// The authorities, DER, of which one must have certified a listener with TLS.
    public let trustedRoots: [[UInt8]]
    /// With whose name and password the engine logs in there.
    public let login: EventLogin?
    /// What is sent.
    public let envelope: [UInt8]
    /// The event.
    public let record: EventRecord
}

extension ManagementEngine {
    /// The events from now on.
    public nonisolated func events() -> AsyncStream<EventRecord> { journal.events() }

    /// The subscriptions that stand.
    public nonisolated func subscriptionNumbers() async throws -> Set<Int> {
        Set(try await eventing.subscriptions().map(\.number))
    }

    /// What the subscribers of the network are to be told of an event.
    public func notices(of record: EventRecord) async throws -> [EventNotice] {
        let roots = try await transport.store.trustedRoots()
        return try await eventing.subscriptions(of: .network).compactMap { subscription in
            guard let filter = EventFilter(rawValue: subscription.filter), filter.passes(record) else { return nil }
            return EventNotice(
                subscription: subscription.number,
                destination: subscription.destination,
                trustedRoots: subscription.destination.isEncrypted ? roots : [],
                login: subscription.login,
                envelope: envelope(Alert(record: record, filter: filter), for: subscription),
                record: record
            )
        }
    }

    /// What the PC's notification service is told of an event; nil for what does not concern the PC's user.
    ///
    /// It is told without having asked, as on hardware; who has subscribed there finds in it what he wants to find.
    public func localNotice(of record: EventRecord) async throws -> [UInt8]? {
        guard EventFilter.userNotification.passes(record) else { return nil }
        let subscription = try await eventing.subscriptions(of: .local).first
        return envelope(Alert(record: record, filter: .userNotification), for: subscription)
    }

    private func envelope(_ alert: Alert, for subscription: EventSubscription?) -> [UInt8] {
        Envelope.event(
            alert.indication.element,
            resourceURI: CIM.AlertIndication.className.resourceURI,
            referenceParameters: (subscription?.referenceParameters ?? []).compactMap { try? XMLReader.read($0.utf8) },
            wantsAnswer: subscription?.wantsAnswer ?? false,
            number: nextNumber()
        )
    }
}
