import ObjectManager
import AMTSchema
import CIMModel
import FoundationEssentials
import PacketPolicy
import WSMan

/// The policies of System Defense.
package struct DefensePolicies: Provider {
    let defense: DefenseControl

    package init(defense: DefenseControl) { self.defense = defense }

    func instances() async -> [Instance<AMT.SystemDefensePolicy>] {
        await defense.state.policies.values.sorted { $0.id < $1.id }.map(Self.instance)
    }

    func create(_ wanted: Instance<AMT.SystemDefensePolicy>, by caller: Caller) async throws
        -> Instance<AMT.SystemDefensePolicy>
    {
        guard let policy = DefensePolicy(untrusted: wanted, id: 0) else { throw DefenseRefusal.invalid.fault }
        let handle = try await defense.change(by: caller) { state throws(DefenseRefusal) in try state.add(policy) }
        var made = policy
        made.id = handle
        return Self.instance(made)
    }

    func put(
        _ wanted: Instance<AMT.SystemDefensePolicy>,
        over current: Instance<AMT.SystemDefensePolicy>,
        by caller: Caller
    ) async throws -> Instance<AMT.SystemDefensePolicy> {
        guard let handle = Self.handle(current), let policy = DefensePolicy(untrusted: wanted, id: handle) else {
            throw DefenseRefusal.invalid.fault
        }
        try await defense.change(by: caller) { state throws(DefenseRefusal) in try state.replace(policy) }
        return Self.instance(policy)
    }

    func delete(_ current: Instance<AMT.SystemDefensePolicy>, by caller: Caller) async throws {
        let handle = Self.handle(current) ?? 0
        try await defense.change(by: caller) { state throws(DefenseRefusal) in try state.removePolicy(handle) }
    }

    var methods: [Handler<AMT.SystemDefensePolicy>] {
        [
            .on(\.getTimeout) { policy, _, _, output in
                guard let handle = Self.handle(policy) else { return .notFound }
                output.timeout = await defense.state.settings.timeouts[handle] ?? 0
                return .success
            },
            .on(\.setTimeout) { policy, caller, input, _ in
                guard let handle = Self.handle(policy), let minutes = input.timeout else { return .invalidParameter }
                return try await defense.answer(caller) { state throws(DefenseRefusal) in
                    try state.setTimeout(minutes, of: handle, now: Date())
                }
            },
            .on(\.updateStatistics) { policy, caller, input, _ in
                guard DefenseReferences.isPort(input.networkInterface), let reset = input.resetOnRead else {
                    return .invalidParameter
                }
                guard caller.interface != .local else { return .notPermitted }
                guard await defense.state.active?.id == Self.handle(policy) else { return .success }
                try await defense.updateStatistics(reset: reset)
                return .success
            },
        ]
    }

    private static func handle(_ policy: Instance<AMT.SystemDefensePolicy>) -> UInt32? {
        DefenseReferences.policy(untrusted: policy.instanceID)
    }

    private static func instance(_ policy: DefensePolicy) -> Instance<AMT.SystemDefensePolicy> {
        Instance {
            $0.antiSpoofingSupport = policy.isAgainstSpoofing ? 1 : 0
            $0.filterCreationHandles = policy.filters.isEmpty ? nil : policy.filters
            $0.instanceID = DefenseReferences.instanceID(policy: policy.id)
            $0.policyName = policy.name
            $0.policyPrecedence = policy.precedence
            $0.rxDefaultCount = policy.toUserOS.counts
            $0.rxDefaultDrop = policy.toUserOS.drops
            $0.rxDefaultMatchEvent = policy.toUserOS.raisesEvent
            $0.txDefaultCount = policy.fromUserOS.counts
            $0.txDefaultDrop = policy.fromUserOS.drops
            $0.txDefaultMatchEvent = policy.fromUserOS.raisesEvent
        }
    }
}

extension DefensePolicy {
    /// Reads a policy; nil when something that it must have is missing.
    fileprivate init?(untrusted instance: Instance<AMT.SystemDefensePolicy>, id: UInt32) {
        guard let precedence = instance.policyPrecedence, let txDrop = instance.txDefaultDrop,
            let txEvent = instance.txDefaultMatchEvent, let txCount = instance.txDefaultCount,
            let rxDrop = instance.rxDefaultDrop, let rxEvent = instance.rxDefaultMatchEvent,
            let rxCount = instance.rxDefaultCount
        else { return nil }
        self.init(
            id: id,
            name: instance.policyName ?? "",
            precedence: precedence,
            isAgainstSpoofing: (instance.antiSpoofingSupport ?? 0) != 0,
            filters: instance.filterCreationHandles ?? [],
            fromUserOS: Otherwise(drops: txDrop, counts: txCount, raisesEvent: txEvent),
            toUserOS: Otherwise(drops: rxDrop, counts: rxCount, raisesEvent: rxEvent)
        )
    }
}
