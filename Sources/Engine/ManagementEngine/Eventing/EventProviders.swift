import AMTSchema
import CIMModel

/// The sets of filters.
struct FilterCollections: Provider {
    func instances() -> [Instance<CIM.FilterCollection>] {
        EventFilter.allCases.map { filter in
            Instance {
                $0.collectionName = filter.rawValue
                $0.instanceID = filter.rawValue
            }
        }
    }
}

/// Where events are sent.
struct ListenerDestinations: Provider {
    let eventing: Eventing

    func instances() async throws -> [Instance<CIM.ListenerDestinationWSManagement>] {
        try await eventing.subscriptions().map(\.destinationInstance)
    }
}

/// Who has subscribed.
struct FilterSubscriptions: Provider {
    let eventing: Eventing

    func instances() async throws -> [Instance<CIM.FilterCollectionSubscription>] {
        try await eventing.subscriptions().map(\.instance)
    }
}
