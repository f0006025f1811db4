package import ObjectManager
package import AMTSchema
package import CIMModel
import FoundationEssentials
import PacketPolicy

/// System Defense as a whole.
package struct DefenseService: Provider {
    package init() {}

    static let name = "Intel(r) AMT System Defense Service"

    package func instances() -> [Instance<AMT.SystemDefenseService>] {
        [
            Instance(named: Self.name) {
                $0.enabledState = .enabled
                $0.requestedState = .notApplicable
            }
        ]
    }
}

/// That the policies belong to System Defense.
package struct PoliciesInService: Provider {
    let defense: DefenseControl

    package init(defense: DefenseControl) { self.defense = defense }

    package func instances() async -> [Instance<AMT.SystemDefensePolicyInService>] {
        await defense.state.policies.keys.sorted().map { handle in
            Instance {
                $0.antecedent = Reference([
                    "CreationClassName": "AMT_SystemDefenseService", "Name": DefenseService.name,
                    "SystemCreationClassName": "CIM_ComputerSystem", "SystemName": "Intel(r) AMT",
                ])
                $0.dependent = DefenseReferences.policy(handle)
            }
        }
    }
}

/// Which filters the policies name.
package struct FiltersInPolicies: Provider {
    let defense: DefenseControl

    package init(defense: DefenseControl) { self.defense = defense }

    package func instances() async -> [Instance<AMT.FilterInSystemDefensePolicy>] {
        let state = await defense.state
        return state.policies.values.sorted { $0.id < $1.id }.flatMap { policy in
            policy.filters.compactMap { state.filters[$0] }.map { filter in
                Instance {
                    $0.antecedent = DefenseReferences.policy(policy.id)
                    $0.dependent = DefenseReferences.filter(filter)
                }
            }
        }
    }
}

/// What the filters of the policy in force have counted, as it was last read.
package struct FilterStatistics: Provider {
    let defense: DefenseControl
    let clock: Clock

    package init(defense: DefenseControl, clock: Clock) {
        self.defense = defense
        self.clock = clock
    }

    package func instances() async throws -> [Instance<AMT.ActiveFilterStatistics>] {
        let state = await defense.state
        guard let policy = state.active, !policy.filters.isEmpty else { return [] }
        let report = try await defense.statistics()
        return policy.filters.compactMap { state.filters[$0] }.map { filter in
            let count = report.filters[filter.filter.id, default: 0]
            return Instance {
                $0.activationTime = state.settings.activation.map {
                    DateTime(text: clock.reading(at: $0.since).iso8601)
                }
                $0.antecedent = DefenseReferences.port
                $0.dependent = DefenseReferences.membership(policy.id, filter)
                $0.filterMatched = count > 0
                $0.lastResetTime = state.settings.activation.map {
                    DateTime(text: clock.reading(at: $0.resetAt).iso8601)
                }
                $0.readCount = UInt32(clamping: count)
            }
        }
    }
}

/// How much System Defense holds.
package struct GeneralDefenseCapabilities: Provider {
    package init() {}

    package func instances() -> [Instance<AMT.GeneralSystemDefenseCapabilities>] {
        [
            Instance {
                $0.elementName = "Intel(r) AMT: General System Defense Capabilities"
                $0.globalMaxSupportedFilters = UInt32(DefenseState.greatestFilters)
                $0.globalMaxSupportedPolicies = UInt32(DefenseState.greatestPolicies)
                $0.instanceID = "Intel(r) AMT: General System Defense Capabilities 0"
            }
        ]
    }
}

/// How much of a policy the port carries out: all of it, in both directions.
///
/// Which addresses are the host's is what the user OS says; while it says nothing, only hardware addresses are watched.
package struct PortDefenseCapabilities: Provider {
    package init() {}

    package func instances() -> [Instance<AMT.NetworkPortSystemDefenseCapabilities>] {
        let most = UInt16(DefenseState.greatestFilters)
        return [
            Instance {
                $0.elementName = "Intel(r) AMT: Network Port System Defense Capabilities"
                $0.ipv4AntiSpoofingCapable = true
                $0.ipv4MaxRxCounters = most
                $0.ipv4MaxRxFilters = most
                $0.ipv4MaxTxCounters = most
                $0.ipv4MaxTxFilters = most
                $0.ipv6AntiSpoofingCapable = true
                $0.ipv6MaxRxCounters = most
                $0.ipv6MaxRxFilters = most
                $0.ipv6MaxTxCounters = most
                $0.ipv6MaxTxFilters = most
                $0.ipv6ToIPv4Ratio = 1
                $0.instanceID = "Intel(r) AMT: Network Port System Defense Capabilities 0"
            }
        ]
    }
}
