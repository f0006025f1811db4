import ObjectManager
import AMTSchema
import CIMModel

/// The sets of filters.
package struct FilterCollections: Provider {
    package init() {}

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
package struct ListenerDestinations: Provider {
    let eventing: Eventing

    package init(eventing: Eventing) { self.eventing = eventing }

    func instances() async throws -> [Instance<CIM.ListenerDestinationWSManagement>] {
        try await eventing.subscriptions().map(\.destinationInstance)
    }
}

/// Who has subscribed.
package struct FilterSubscriptions: Provider {
    let eventing: Eventing

    package init(eventing: Eventing) { self.eventing = eventing }

    func instances() async throws -> [Instance<CIM.FilterCollectionSubscription>] {
        try await eventing.subscriptions().map(\.instance)
    }
}
