import ObjectManager
import AMTSchema
import CIMModel
import NVRAM
import WSMan

/// Who is sent traps.
package struct TrapSubscribers: Provider {
    /// The port of SNMP traps.
    private static let defaultPort: UInt16 = 162

    let store: TrapStore

    package init(store: TrapStore) { self.store = store }

    static func reference(_ subscriber: TrapSubscriber) -> Reference<AMT.SNMPEventSubscriber> {
        Reference([
            "CreationClassName": "AMT_SNMPEventSubscriber", "Name": String(subscriber.number),
            "SystemCreationClassName": "CIM_ComputerSystem", "SystemName": "Intel(r) AMT",
        ])
    }

    func instances() async -> [Instance<AMT.SNMPEventSubscriber>] {
        store.settings.subscribers.map(Self.instance)
    }

    private static func instance(_ subscriber: TrapSubscriber) -> Instance<AMT.SNMPEventSubscriber> {
        Instance {
            $0.accessInfo = subscriber.address
            $0.communityString = subscriber.community
            $0.creationClassName = "AMT_SNMPEventSubscriber"
            $0.elementName = "Intel(r) AMT: SNMP Event Subscriber"
            $0.infoFormat = subscriber.address.contains(":") ? 4 : 3
            $0.name = String(subscriber.number)
            $0.policyID = subscriber.policy
            $0.portInfo = String(subscriber.port)
            $0.systemCreationClassName = "CIM_ComputerSystem"
            $0.systemName = "Intel(r) AMT"
        }
    }

    /// Only addresses in numbers are taken: the engine asks no name server on its way to tell of an attack.
    private static func subscriber(
        _ wanted: Instance<AMT.SNMPEventSubscriber>,
        number: UInt32
    ) throws -> TrapSubscriber {
        guard let address = wanted.accessInfo, let policy = wanted.policyID,
            let port = wanted.portInfo.map({ UInt16($0) }) ?? defaultPort, port > 0,
            SocketAddress(address, port: port) != nil
        else { throw WSManFault.invalidParameter }
        let community = wanted.communityString ?? ""
        try TrapSettings.check(community)
        return TrapSubscriber(number: number, address: address, port: port, policy: policy, community: community)
    }

    func put(
        _ wanted: Instance<AMT.SNMPEventSubscriber>,
        over current: Instance<AMT.SNMPEventSubscriber>,
        by caller: Caller
    ) async throws -> Instance<AMT.SNMPEventSubscriber> {
        let subscriber = try Self.subscriber(wanted, number: UInt32(current.name ?? "") ?? 0)
        try await store.change { settings in settings.replace(subscriber, in: \.subscribers) }
        return Self.instance(subscriber)
    }

    func create(_ wanted: Instance<AMT.SNMPEventSubscriber>, by caller: Caller) async throws
        -> Instance<AMT.SNMPEventSubscriber>
    {
        let subscriber = try await store.change { settings in
            try settings.add(to: \.subscribers) { try Self.subscriber(wanted, number: $0) }
        }
        guard let subscriber else { throw WSManFault.status(.maxLimitReached) }
        return Self.instance(subscriber)
    }

    func delete(_ current: Instance<AMT.SNMPEventSubscriber>, by caller: Caller) async throws {
        let number = UInt32(current.name ?? "") ?? 0
        try await store.change { settings in settings.remove(number, from: \.subscribers) }
    }
}

/// Which filter tells which subscriber.
package struct TrapFilterTargets: Provider {
    let store: TrapStore

    package init(store: TrapStore) { self.store = store }

    func instances() async -> [Instance<AMT.PETFilterForTarget>] {
        let settings = store.settings
        return settings.filters.flatMap { filter in
            settings.subscribers.filter { $0.policy == filter.policy || $0.policy == TrapFilter.any }
                .map { subscriber in
                    Instance {
                        $0.antecedent = TrapFilters.reference(filter)
                        $0.dependent = TrapSubscribers.reference(subscriber)
                    }
                }
        }
    }
}

/// Which subscribers the event manager sends to.
package struct TrapTargets: Provider {
    let store: TrapStore

    package init(store: TrapStore) { self.store = store }

    func instances() async -> [Instance<AMT.TrapTargetForService>] {
        store.settings.subscribers.map { subscriber in
            Instance {
                $0.antecedent = TrapSubscribers.reference(subscriber)
                $0.dependent = Reference([
                    "CreationClassName": "AMT_EventManagerService", "Name": EventManager.name,
                    "SystemCreationClassName": "CIM_ComputerSystem", "SystemName": "Intel(r) AMT",
                ])
            }
        }
    }
}

extension TrapSettings {
    /// A community is text that fits the message of a trap.
    static func check(_ untrustedCommunity: String) throws(WSManFault) {
        guard untrustedCommunity.utf8.count <= longestCommunity,
            untrustedCommunity.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
        else { throw .invalidParameter }
    }
}
