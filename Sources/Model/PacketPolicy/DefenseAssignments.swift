/// Who may have a System Defense policy enabled on the port.
public enum DefenseOwner: String, Codable, CaseIterable, Hashable, Sendable {
    /// The administrator, through the network interface (AMT's own System Defense).
    case administrator
    /// A watched agent of the user OS that went silent.
    case agentPresence
    /// A network that is not the company's.
    case environmentDetection
    /// The heuristics against worms.
    case heuristics
}

/// Which policy each owner has chosen for the port, and whether it is enabled.
public struct DefenseAssignments: Codable, Hashable, Sendable {
    /// The policy of each owner; one an owner.
    public private(set) var policies: [DefenseOwner: DefensePolicy.ID] = [:]
    /// The owners whose policy is enabled at present.
    public private(set) var enabled: Set<DefenseOwner> = []
    /// The policy that is in force when no owner's is.
    public var fallback: DefensePolicy.ID?

    /// Nobody has chosen anything.
    public init() {}

    /// Gives an owner a policy, or none. The administrator's is enabled by that; the others' is when they say so.
    public mutating func assign(_ policy: DefensePolicy.ID?, to owner: DefenseOwner) {
        policies[owner] = policy
        if owner == .administrator { setEnabled(policy != nil, owner) }
    }

    /// Enables or disables an owner's policy; it may not have one yet.
    public mutating func setEnabled(_ isEnabled: Bool, _ owner: DefenseOwner) {
        if isEnabled { enabled.insert(owner) } else { enabled.remove(owner) }
    }

    /// Whether an owner or the default has chosen the policy.
    public func use(_ policy: DefensePolicy.ID) -> Bool { policies.values.contains(policy) || fallback == policy }

    /// Whether an owner's policy is enabled.
    public func isEnabled(_ owner: DefenseOwner) -> Bool { policies[owner] != nil && enabled.contains(owner) }

    /// The owner whose policy is in force: of those enabled the one of the greatest precedence, of equal ones the first.
    public func activeOwner(among known: [DefensePolicy]) -> DefenseOwner? {
        let candidates = DefenseOwner.allCases.filter(isEnabled)
        let ranked = candidates.compactMap { owner in
            known.first { $0.id == policies[owner] }.map { (owner, $0.precedence) }
        }
        return ranked.reduce(nil as (DefenseOwner, UInt32)?) { best, next in
            best.map { next.1 > $0.1 ? next : $0 } ?? next
        }?.0
    }

    /// The policy in force: the active owner's, else the default one, else none.
    public func active(among known: [DefensePolicy]) -> DefensePolicy? {
        let id = activeOwner(among: known).flatMap { policies[$0] } ?? fallback
        return known.first { $0.id == id }
    }
}
