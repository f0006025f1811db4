import FoundationEssentials
import PacketPolicy

/// All that System Defense remembers, and what may be done to it.
struct DefenseState: Sendable, Equatable {
    static let greatestPolicies = 64
    static let greatestFilters = 4096
    static let greatestNameLength = 16
    /// SetTimeout's reserved values begin behind this one.
    static let greatestTimeout: UInt32 = 65_535

    private(set) var filters: [UInt32: StoredFilter] = [:]
    private(set) var policies: [UInt32: DefensePolicy] = [:]
    var settings = Settings()

    /// What is small enough to be written whole.
    struct Settings: Codable, Sendable, Equatable {
        var assignments = DefenseAssignments()
        var nextFilter: UInt32 = 1
        var nextPolicy: UInt32 = 1
        /// Minutes after which a policy that has been enabled is disabled again.
        var timeouts: [UInt32: UInt32] = [:]
        /// When each owner's policy is disabled.
        var deadlines: [DefenseOwner: Date] = [:]
        var heuristics = HeuristicSettings()
        /// When the policy in force came into force, and when its counters were last set to zero.
        var activation: Activation?
        /// What the user OS last said its addresses are; nil before it has.
        var hostAddresses: Set<IPAddress>?
    }

    /// Since when a policy is in force.
    struct Activation: Codable, Sendable, Equatable {
        var policy: UInt32
        var since: Date
        var resetAt: Date
    }

    init() {}

    init(filters: [UInt32: StoredFilter], policies: [UInt32: DefensePolicy], settings: Settings) {
        self.filters = filters
        self.policies = policies
        self.settings = settings
    }
}

/// A filter, and the name that its maker gave it.
struct StoredFilter: Codable, Sendable, Equatable {
    var name: String
    var filter: Filter
}

/// Why a change of System Defense is refused.
enum DefenseRefusal: Error, Equatable {
    case invalid
    case notFound
    case inUse
    case full
}

extension DefenseState {
    /// The policy in force; nil when there is none.
    var active: DefensePolicy? { settings.assignments.active(among: Array(policies.values)) }

    /// What the wire is to do.
    var wanted: SystemDefense {
        var chosen = judging
        if chosen?.policy.isAgainstSpoofing == true { chosen?.hostAddresses = settings.hostAddresses ?? [] }
        return SystemDefense(active: chosen, containment: settings.heuristics.containment)
    }

    /// The policy in force with its filters, whatever the addresses of the host are.
    private var judging: ActivePolicy? {
        active.map { ActivePolicy($0, filters: $0.filters.compactMap { filters[$0]?.filter }) }
    }

    /// Takes a filter in under a handle of its own, and tells it.
    mutating func add(name: String, _ filter: Filter) throws(DefenseRefusal) -> UInt32 {
        guard filters.count < Self.greatestFilters else { throw .full }
        let handle = settings.nextFilter
        settings.nextFilter += 1
        var filter = filter
        filter.id = handle
        filters[handle] = StoredFilter(name: name, filter: filter)
        return handle
    }

    /// Removes a filter that no policy names.
    mutating func removeFilter(_ handle: UInt32) throws(DefenseRefusal) {
        guard filters[handle] != nil else { throw .notFound }
        guard !policies.values.contains(where: { $0.filters.contains(handle) }) else { throw .inUse }
        filters[handle] = nil
    }

    /// Takes a policy in under a handle of its own, and tells it.
    mutating func add(_ policy: DefensePolicy) throws(DefenseRefusal) -> UInt32 {
        guard policies.count < Self.greatestPolicies else { throw .full }
        try check(policy)
        let handle = settings.nextPolicy
        settings.nextPolicy += 1
        var policy = policy
        policy.id = handle
        policies[handle] = policy
        return handle
    }

    /// Changes a policy, whether or not it is in force.
    mutating func replace(_ policy: DefensePolicy) throws(DefenseRefusal) {
        guard policies[policy.id] != nil else { throw .notFound }
        try check(policy)
        policies[policy.id] = policy
    }

    /// Removes a policy that nobody has chosen.
    mutating func removePolicy(_ handle: UInt32) throws(DefenseRefusal) {
        guard policies[handle] != nil else { throw .notFound }
        guard !settings.assignments.use(handle) else { throw .inUse }
        policies[handle] = nil
        settings.timeouts[handle] = nil
    }

    private func check(_ policy: DefensePolicy) throws(DefenseRefusal) {
        guard policy.name.utf8.count <= Self.greatestNameLength, Set(policy.filters).count == policy.filters.count,
            policy.filters.allSatisfy({ filters[$0] != nil })
        else { throw .invalid }
    }
}

extension DefenseState {
    /// Gives an owner a policy, or none.
    mutating func assign(_ policy: UInt32?, to owner: DefenseOwner, now: Date) throws(DefenseRefusal) {
        guard policy.map({ policies[$0] != nil }) ?? true else { throw .notFound }
        settings.assignments.assign(policy, to: owner)
        schedule(owner, now: now)
    }

    /// Makes a policy the one that is in force when no owner's is.
    mutating func setFallback(_ policy: UInt32?) throws(DefenseRefusal) {
        guard policy.map({ policies[$0] != nil }) ?? true else { throw .notFound }
        settings.assignments.fallback = policy
    }

    /// Enables or disables an owner's policy.
    mutating func setEnabled(_ isEnabled: Bool, _ owner: DefenseOwner, now: Date) {
        guard settings.assignments.enabled.contains(owner) != isEnabled else { return }
        settings.assignments.setEnabled(isEnabled, owner)
        schedule(owner, now: now)
    }

    /// Sets after how many minutes a policy that is enabled is disabled; 0 for never. It counts from now on.
    mutating func setTimeout(_ minutes: UInt32, of policy: UInt32, now: Date) throws(DefenseRefusal) {
        guard policies[policy] != nil else { throw .notFound }
        guard minutes <= Self.greatestTimeout else { throw .invalid }
        settings.timeouts[policy] = minutes == 0 ? nil : minutes
        for owner in DefenseOwner.allCases where settings.assignments.policies[owner] == policy {
            schedule(owner, now: now)
        }
    }

    /// Whether time has run out for something.
    func isDue(_ now: Date) -> Bool { settings.deadlines.values.contains { $0 <= now } }

    /// Whether an outbreak is being answered, also one that was before the engine's last end.
    var isAnsweringOutbreak: Bool { settings.assignments.enabled.contains(.heuristics) }

    /// Whether anything can happen that nobody asks for.
    var needsWatching: Bool {
        active != nil || settings.heuristics.isEnabled || isAnsweringOutbreak || !settings.deadlines.isEmpty
    }

    /// Whether another policy is in force than was, or its filters are others: its counters begin again.
    func isJudgedAnew(after old: DefenseState) -> Bool { judging != old.judging }

    /// Disables what has run out of time.
    mutating func expire(now: Date) {
        for (owner, deadline) in settings.deadlines where deadline <= now {
            settings.deadlines[owner] = nil
            if owner == .administrator { settings.assignments.assign(nil, to: owner) }
            settings.assignments.setEnabled(false, owner)
        }
    }

    /// Notes since when the policy in force is.
    mutating func noteActivation(after old: DefenseState, now: Date) {
        guard isJudgedAnew(after: old) || (active != nil && settings.activation == nil) else { return }
        settings.activation = active.map { Activation(policy: $0.id, since: now, resetAt: now) }
    }

    private mutating func schedule(_ owner: DefenseOwner, now: Date) {
        let minutes = settings.assignments.policies[owner].flatMap { settings.timeouts[$0] }
        let isEnabled = settings.assignments.isEnabled(owner)
        settings.deadlines[owner] = isEnabled ? minutes.map { now + Double($0) * 60 } : nil
    }
}
