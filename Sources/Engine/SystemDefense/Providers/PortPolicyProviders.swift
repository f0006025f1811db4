import ObjectManager
package import AMTSchema
package import CIMModel
import FoundationEssentials
package import PacketPolicy
import WSMan

/// A class that says which policy somebody has chosen for the port.
package protocol PortPolicyClass: CIMClass {
    var active: Property<Bool> { get }
    var antecedent: Property<Reference<CIM.EthernetPort>> { get }
    var dependent: Property<Reference<AMT.SystemDefensePolicy>> { get }
}

/// A class that says so of an owner, who enables the policy.
package protocol OwnedPolicyClass: PortPolicyClass {
    static var owner: DefenseOwner { get }
    var enabled: Property<Bool> { get }
}

extension AMT.NetworkPortSystemDefensePolicy: OwnedPolicyClass {
    package static var owner: DefenseOwner { .administrator }
}

extension AMT.AgentPresenceInterfacePolicy: OwnedPolicyClass {
    package static var owner: DefenseOwner { .agentPresence }
}

extension AMT.EnvironmentDetectionInterfacePolicy: OwnedPolicyClass {
    package static var owner: DefenseOwner { .environmentDetection }
}

extension AMT.HeuristicPacketFilterInterfacePolicy: OwnedPolicyClass {
    package static var owner: DefenseOwner { .heuristics }
}

extension AMT.NetworkPortDefaultSystemDefensePolicy: PortPolicyClass {}

/// The policy that an owner has chosen: one at most.
package struct OwnedPolicy<Class: OwnedPolicyClass>: Provider {
    let defense: DefenseControl

    package init(defense: DefenseControl) { self.defense = defense }

    func instances() async -> [Instance<Class>] {
        let state = await defense.state
        guard let handle = state.settings.assignments.policies[Class.owner] else { return [] }
        return [Self.instance(handle, state)]
    }

    func create(_ wanted: Instance<Class>, by caller: Caller) async throws -> Instance<Class> {
        let handle = try wanted.chosenPolicy
        try await defense.change(by: caller) { state throws(DefenseRefusal) in
            try state.assign(handle, to: Class.owner, now: Date())
        }
        return Self.instance(handle, await defense.state)
    }

    func delete(_ current: Instance<Class>, by caller: Caller) async throws {
        try await defense.change(by: caller) { state throws(DefenseRefusal) in
            try state.assign(nil, to: Class.owner, now: Date())
        }
    }

    private static func instance(_ handle: UInt32, _ state: DefenseState) -> Instance<Class> {
        Instance {
            $0.active = state.activeOwner == Class.owner
            $0.antecedent = DefenseReferences.port
            $0.dependent = DefenseReferences.policy(handle)
            $0.enabled = state.settings.assignments.isEnabled(Class.owner)
        }
    }
}

/// The policy that is in force when none is enabled: one at most.
package struct DefaultPolicy: Provider {
    let defense: DefenseControl

    package init(defense: DefenseControl) { self.defense = defense }

    func instances() async -> [Instance<AMT.NetworkPortDefaultSystemDefensePolicy>] {
        let state = await defense.state
        return state.settings.assignments.fallback.map { [Self.instance($0, state)] } ?? []
    }

    func create(_ wanted: Instance<AMT.NetworkPortDefaultSystemDefensePolicy>, by caller: Caller) async throws
        -> Instance<AMT.NetworkPortDefaultSystemDefensePolicy>
    {
        let handle = try wanted.chosenPolicy
        try await defense.change(by: caller) { state throws(DefenseRefusal) in try state.setFallback(handle) }
        return Self.instance(handle, await defense.state)
    }

    func delete(_ current: Instance<AMT.NetworkPortDefaultSystemDefensePolicy>, by caller: Caller) async throws {
        try await defense.change(by: caller) { state throws(DefenseRefusal) in try state.setFallback(nil) }
    }

    private static func instance(_ handle: UInt32, _ state: DefenseState)
        -> Instance<AMT.NetworkPortDefaultSystemDefensePolicy>
    {
        Instance {
            $0.active = state.activeOwner == nil
            $0.antecedent = DefenseReferences.port
            $0.dependent = DefenseReferences.policy(handle)
        }
    }
}

extension Values where Fields: PortPolicyClass {
    /// The policy that a request names for the one port.
    fileprivate var chosenPolicy: UInt32 {
        get throws {
            guard DefenseReferences.isPort(self.antecedent),
                let handle = DefenseReferences.policy(untrusted: self.dependent?.selectors["InstanceID"])
            else { throw DefenseRefusal.invalid.fault }
            return handle
        }
    }
}

extension DefenseState {
    /// The owner whose policy is in force.
    fileprivate var activeOwner: DefenseOwner? {
        settings.assignments.activeOwner(among: Array(policies.values))
    }
}
