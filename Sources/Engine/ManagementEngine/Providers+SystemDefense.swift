import ObjectManager
import SystemDefense
import AMTSchema

extension Providers {
    /// Packet filters, policies and heuristics.
    var systemDefense: [AnyProvider] {
        [
            AnyProvider(DefenseFilters<AMT.Hdr8021Filter>(defense: defense)),
            AnyProvider(DefenseFilters<AMT.IPHeadersFilter>(defense: defense)),
            AnyProvider(NetworkFilters()),
            AnyProvider(DefensePolicies(defense: defense)),
            AnyProvider(OwnedPolicy<AMT.NetworkPortSystemDefensePolicy>(defense: defense)),
            AnyProvider(OwnedPolicy<AMT.AgentPresenceInterfacePolicy>(defense: defense)),
            AnyProvider(OwnedPolicy<AMT.EnvironmentDetectionInterfacePolicy>(defense: defense)),
            AnyProvider(OwnedPolicy<AMT.HeuristicPacketFilterInterfacePolicy>(defense: defense)),
            AnyProvider(DefaultPolicy(defense: defense)),
            AnyProvider(FiltersInPolicies(defense: defense)),
            AnyProvider(FilterStatistics(defense: defense, clock: clock)),
            AnyProvider(DefenseService()),
            AnyProvider(PoliciesInService(defense: defense)),
            AnyProvider(GeneralDefenseCapabilities()),
            AnyProvider(PortDefenseCapabilities()),
            AnyProvider(HeuristicsSettings(defense: defense)),
            AnyProvider(HeuristicsStatistics(defense: defense, clock: clock)),
        ]
    }
}
