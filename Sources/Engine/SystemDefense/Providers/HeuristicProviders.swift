package import ObjectManager
package import AMTSchema
package import CIMModel
import FoundationEssentials
import PacketPolicy
import WSMan

/// How an outbreak of a worm is recognised and answered.
package struct HeuristicsSettings: Provider {
    let defense: DefenseControl

    package init(defense: DefenseControl) { self.defense = defense }

    package func instances() async -> [Instance<AMT.HeuristicPacketFilterSettings>] {
        [Self.instance(await defense.state.settings.heuristics)]
    }

    package func put(
        _ wanted: Instance<AMT.HeuristicPacketFilterSettings>,
        over current: Instance<AMT.HeuristicPacketFilterSettings>,
        by caller: Caller
    ) async throws -> Instance<AMT.HeuristicPacketFilterSettings> {
        let settings = try await defense.change(by: caller) { state throws(DefenseRefusal) in
            let settings = state.settings.heuristics.changed(wanted)
            guard settings.isValid else { throw .invalid }
            state.settings.heuristics = settings
            return settings
        }
        return Self.instance(settings)
    }

    private static func instance(_ settings: HeuristicSettings) -> Instance<AMT.HeuristicPacketFilterSettings> {
        Instance {
            $0.blockAll = settings.blocksAll
            $0.blockOffensivePort = settings.blocksPort
            $0.elementName = "Intel(r) AMT: Heuristic Packet Filter Settings"
            $0.enabled = settings.isEnabled
            $0.encounterTimeout = settings.encounterTimeout
            $0.fastConnectionRateClearTime = settings.fastClearTime
            $0.fastConnectionRateThreshold = settings.fastThreshold
            $0.instanceID = "Intel(r) AMT: Heuristic Packet Filter Settings 0"
            $0.slowConnectionRateClearTime = settings.slowClearTime
            $0.slowConnectionRateThreshold = settings.slowThreshold
        }
    }
}

extension HeuristicSettings {
    /// The settings with what a console has sent; what it leaves out stays.
    fileprivate func changed(_ wanted: Instance<AMT.HeuristicPacketFilterSettings>) -> HeuristicSettings {
        var settings = self
        settings.isEnabled = wanted.enabled ?? isEnabled
        settings.fastThreshold = wanted.fastConnectionRateThreshold ?? fastThreshold
        settings.fastClearTime = wanted.fastConnectionRateClearTime ?? fastClearTime
        settings.slowThreshold = wanted.slowConnectionRateThreshold ?? slowThreshold
        settings.slowClearTime = wanted.slowConnectionRateClearTime ?? slowClearTime
        settings.blocksAll = wanted.blockAll ?? blocksAll
        settings.blocksPort = wanted.blockOffensivePort ?? blocksPort
        settings.encounterTimeout = wanted.encounterTimeout ?? encounterTimeout
        return settings
    }
}

/// What became of an outbreak.
package struct HeuristicsStatistics: Provider {
    let defense: DefenseControl
    let clock: Clock

    package init(defense: DefenseControl, clock: Clock) {
        self.defense = defense
        self.clock = clock
    }

    package func instances() async throws -> [Instance<AMT.HeuristicPacketFilterStatistics>] {
        try await defense.look()
        let (settings, outbreak) = await (defense.state.settings, defense.encounter)
        return [
            Instance {
                $0.blockedAll = outbreak != nil && settings.heuristics.blocksAll
                $0.blockedOffensivePort = outbreak?.encounter.port?.number ?? 0
                $0.blockedOffensivePortProtocol = UInt16(outbreak?.encounter.port?.transport.rawValue ?? 0)
                $0.elementName = "Intel(r) AMT: Heuristic Packet Filter Statistics"
                $0.enabledPolicy = settings.assignments.isEnabled(.heuristics)
                $0.instanceID = "Intel(r) AMT: Heuristic Packet Filter Statistics 0"
                $0.state = Self.state(settings.heuristics, outbreak?.encounter)
                $0.timeStamp = outbreak.map { DateTime(text: clock.reading(at: $0.since).iso8601) }
                $0.triggerReason = Self.reason(outbreak?.encounter)
            }
        ]
    }

    package var methods: [Handler<AMT.HeuristicPacketFilterStatistics>] {
        [
            .on(\.resetSelectedStats) { caller, input, _ in
                guard caller.interface != .local else { return .notPermitted }
                let known = AMT.HeuristicPacketFilterStatistics.declared.names
                guard (input.selectedStatistics ?? []).allSatisfy(known.contains) else { return .invalidParameter }
                try await defense.endEncounter()
                return .success
            }
        ]
    }

    private static func state(_ settings: HeuristicSettings, _ encounter: Encounter?)
        -> AMT.HeuristicPacketFilterStatistics.State
    {
        guard settings.isEnabled else { return .disabled }
        guard encounter != nil else { return .enabled }
        return settings.encounterTimeout == 0 ? .encounterForever : .encounter
    }

    private static func reason(_ encounter: Encounter?) -> AMT.HeuristicPacketFilterStatistics.TriggerReason {
        switch encounter?.reason {
        case .fast?: .fast
        case .slow?: .slow
        case nil: .none
        }
    }
}
