import ObjectManager
import AMTSchema
import CIMModel
import NVRAM
import WSMan

/// What sends traps.
package struct EventManager: Provider {
    let store: TrapStore

    package init(store: TrapStore) { self.store = store }

    static let name = "Intel(r) AMT Event Manager Service"

    func instances() async -> [Instance<AMT.EventManagerService>] {
        let community = store.settings.community
        return [
            Instance(named: Self.name) {
                $0.defaultCommunityString = community
                $0.enabledState = .enabled
                $0.requestedState = .notApplicable
            }
        ]
    }

    func put(
        _ wanted: Instance<AMT.EventManagerService>,
        over current: Instance<AMT.EventManagerService>,
        by caller: Caller
    ) async throws -> Instance<AMT.EventManagerService> {
        if let community = wanted.defaultCommunityString {
            try TrapSettings.check(community)
            try await store.change { $0.community = community }
        }
        return await instances().first ?? current
    }
}

/// The events that the engine can raise.
package struct EventCapabilities: Provider {
    package init() {}

    func instances() -> [Instance<AMT.PETCapabilities>] {
        LoggedEvent.templates.enumerated().map { index, template in
            Instance {
                $0.assertionEvent = true
                $0.deassertionEvent = false
                $0.deviceAddress = template.event.deviceAddress
                $0.elementName = template.name
                $0.entity = template.event.entity
                $0.entityInstance = template.event.entityInstance
                $0.eventOffset = template.event.offset
                $0.eventSensorType = template.event.sensorType
                $0.eventSeverity = template.event.severity
                $0.eventSourceType = template.event.sourceType
                $0.eventType = template.event.eventType
                $0.index = UInt8(clamping: index)
                $0.instanceID = "Intel(r) AMT:PETCapabilities \(index)"
                $0.isLegacySensor = false
                $0.sensorNumber = template.event.sensorNumber
            }
        }
    }
}

/// The filters that choose what is logged and told.
package struct TrapFilters: Provider {
    let store: TrapStore

    package init(store: TrapStore) { self.store = store }

    private static let prefix = "Intel(r) AMT:PETFilter "

    static func reference(_ filter: TrapFilter) -> Reference<AMT.PETFilterSetting> {
        Reference(["InstanceID": prefix + String(filter.number)])
    }

    func instances() async -> [Instance<AMT.PETFilterSetting>] { store.settings.filters.map(Self.instance) }

    private static func instance(_ filter: TrapFilter) -> Instance<AMT.PETFilterSetting> {
        Instance {
            $0.elementName = "Intel(r) AMT: PET Filter"
            $0.enableFilter = filter.isEnabled
            $0.instanceID = prefix + String(filter.number)
            $0.logOnEvent = filter.isLogged
            $0.oemFilter = false
            $0.policyID = filter.policy
            $0.sendAlert = filter.isTold
            for (field, value) in zip(fields, filter.fields) { $0[dynamicMember: field] = value }
        }
    }

    /// In the order of a record.
    private static var fields: [KeyPath<AMT.PETFilterSetting, Property<UInt8>>] {
        [
            \.deviceAddress, \.eventSensorType, \.eventType, \.eventOffset, \.eventSourceType, \.eventSeverity,
            \.sensorNumber, \.entity, \.entityInstance,
        ]
    }

    private static func filter(_ wanted: Instance<AMT.PETFilterSetting>, number: UInt32) throws -> TrapFilter {
        guard let isEnabled = wanted.enableFilter, let isLogged = wanted.logOnEvent, let isTold = wanted.sendAlert,
            let policy = wanted.policyID
        else { throw WSManFault.invalidParameter }
        let values = fields.map { wanted[dynamicMember: $0] ?? TrapFilter.any }
        return TrapFilter(
            number: number,
            isEnabled: isEnabled,
            isLogged: isLogged,
            isTold: isTold,
            policy: policy,
            fields: values
        )
    }

    func put(
        _ wanted: Instance<AMT.PETFilterSetting>,
        over current: Instance<AMT.PETFilterSetting>,
        by caller: Caller
    ) async throws -> Instance<AMT.PETFilterSetting> {
        let filter = try Self.filter(wanted, number: Self.number(current))
        try await store.change { settings in settings.replace(filter, in: \.filters) }
        return Self.instance(filter)
    }

    func create(_ wanted: Instance<AMT.PETFilterSetting>, by caller: Caller) async throws
        -> Instance<AMT.PETFilterSetting>
    {
        let filter = try await store.change { settings in
            try settings.add(to: \.filters) { try Self.filter(wanted, number: $0) }
        }
        guard let filter else { throw WSManFault.status(.maxLimitReached) }
        return Self.instance(filter)
    }

    func delete(_ current: Instance<AMT.PETFilterSetting>, by caller: Caller) async throws {
        let number = Self.number(current)
        try await store.change { settings in settings.remove(number, from: \.filters) }
    }

    private static func number(_ instance: Instance<AMT.PETFilterSetting>) -> UInt32 {
        UInt32((instance.instanceID ?? "").dropFirst(prefix.count)) ?? 0
    }
}
