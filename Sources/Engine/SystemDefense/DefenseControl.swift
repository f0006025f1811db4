package import ObjectManager
import FoundationEssentials
package import Logging
package import NVRAM
import PacketPolicy
package import VirtualPC

/// System Defense of the PC: what is asked for is stored first, then done at the wire.
///
/// After a death between the two, the wire follows the store at the next start.
package actor DefenseControl {
    private static let key = "systemDefense"

    let pc: any VirtualPC
    private let nvram: NVRAM
    private let journal: EventJournal
    private let logger: Logger
    private let wake: AsyncStream<Void>
    private let waker: AsyncStream<Void>.Continuation
    private var isChanging = false
    private var isBehind = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private(set) var state = DefenseState()
    private var alarm = DefenseAlarm()
    private var askedForAddresses: ContinuousClock.Instant?

    /// Reads what is stored; the wire is told by ``restore()``.
    package init(pc: any VirtualPC, nvram: NVRAM, journal: EventJournal, logger: Logger) async throws {
        self.pc = pc
        self.nvram = nvram
        self.journal = journal
        self.logger = logger
        (wake, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        state = DefenseState(
            filters: try await nvram.defenseRecords(.filter, as: StoredFilter.self),
            policies: try await nvram.defenseRecords(.policy, as: DefensePolicy.self),
            settings: try await nvram.setting(Self.key, as: DefenseState.Settings.self) ?? DefenseState.Settings()
        )
    }

    /// Tells the wire what is stored.
    package func restore() async throws {
        try await change { state throws(DefenseRefusal) in state.expire(now: Date()) }
        try await pc.apply(state.wanted)
    }

    /// Enables or disables the policy that an owner has chosen; without one, from when it chooses one.
    func setEnabled(owner: DefenseOwner, _ isEnabled: Bool) async throws {
        try await change { state throws(DefenseRefusal) in state.setEnabled(isEnabled, owner, now: Date()) }
    }

    /// Changes what System Defense is to do: refused, or stored and in force when this returns.
    @discardableResult
    func change<Answer: Sendable>(
        _ change: @Sendable (inout DefenseState) throws(DefenseRefusal) -> Answer
    ) async throws -> Answer {
        await begin()
        defer { end() }
        let old = state
        var new = old
        let answer = try change(&new)
        new.noteActivation(after: old, now: Date())
        guard new != old else { return answer }
        try await store(new, over: old)
        state = new
        waker.yield()
        if new.isJudgedAnew(after: old) { alarm.rearm() }
        if new.wanted != old.wanted { try await enforce(new) }
        if new.active?.id != old.active?.id { try await journal.log(.told(.defenseChanged)) }
        return answer
    }

    /// A wire that refuses is asked again until it takes what is stored.
    private func enforce(_ new: DefenseState) async throws {
        isBehind = true
        try await pc.apply(new.wanted)
        isBehind = false
    }

    /// One change is made at a time, in the order in which they came.
    private func begin() async {
        guard isChanging else { return isChanging = true }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func end() {
        if waiting.isEmpty { isChanging = false } else { waiting.removeFirst().resume() }
    }

    private func store(_ new: DefenseState, over old: DefenseState) async throws {
        try await nvram.changeDefense(
            filters: new.filters.changes(from: old.filters),
            policies: new.policies.changes(from: old.policies),
            setting: (Self.key, new.settings)
        )
    }
}

extension DefenseControl {
    /// Follows time and wire until the surrounding task is cancelled: policies run out, filters match, worms break out.
    package func run() async {
        waker.yield()
        for await _ in wake {
            while isBehind || state.needsWatching, !Task.isCancelled {
                await learnAddresses()
                await watch()
                try? await Task.sleep(for: state.settings.heuristics.isEnabled ? .milliseconds(250) : .seconds(1))
            }
        }
    }

    /// While a policy is against spoofing, asks the user OS for its addresses as often as they may change.
    ///
    /// Hardware has them from the user OS's driver: what forges addresses is found, not a user OS that lies about them.
    private func learnAddresses() async {
        guard state.active?.isAgainstSpoofing == true else { return askedForAddresses = nil }
        guard askedForAddresses.map({ ContinuousClock.now - $0 > .seconds(30) }) ?? true else { return }
        askedForAddresses = .now
        await noteAddresses(pc.userAddresses())
    }

    /// Takes what the user OS says its addresses are; one that says nothing keeps those that it had.
    func noteAddresses(_ addresses: Set<IPAddress>) async {
        guard !addresses.isEmpty else { return }
        do {
            try await change { state throws(DefenseRefusal) in state.settings.hostAddresses = addresses }
        } catch {
            logger.warning("the host's addresses are not kept", metadata: ["error": "\(error)"])
        }
    }

    private func watch() async {
        do {
            if state.isDue(Date()) {
                try await change { state throws(DefenseRefusal) in state.expire(now: Date()) }
            }
            if isBehind { try await enforce(state) }
            try await look()
        } catch {
            logger.warning("System Defense cannot look at the wire", metadata: ["error": "\(error)"])
        }
    }

    /// Looks for what has happened at the wire since the last look, and raises its events.
    func look() async throws {
        guard state.needsWatching else { return }
        guard let signals = try await pc.defenseSignals() else { return }
        let change = alarm.note(signals.encounter, isAnswered: state.isAnsweringOutbreak)
        if let change { try await follow(change) }
        guard alarm.isNews(signals.eventPackets) else { return }
        let report = try await pc.defenseReport()
        for handle in alarm.note(report, state.wanted.active) {
            try await journal.log(.filterMatched(handle: handle, text: DefenseAlarm.words(handle)))
        }
    }

    private func follow(_ change: DefenseAlarm.Change) async throws {
        switch change {
        case .began(let encounter):
            try await setEnabled(owner: .heuristics, true)
            alarm.encounterSince = Date()
            try await journal.log(.notification(reason: 1, code: 0, text: "outbreak of a worm: \(encounter.words)"))
        case .ended:
            try await setEnabled(owner: .heuristics, false)
            try await journal.log(.notification(reason: 1, code: 0, text: "the outbreak of a worm has ended"))
        }
    }

    /// The outbreak that is being answered, and since when.
    var encounter: (encounter: Encounter, since: Date)? {
        alarm.encounter.flatMap { encounter in alarm.encounterSince.map { (encounter, $0) } }
    }

    /// Ends the encounter by command.
    func endEncounter() async throws {
        try await pc.endEncounter()
        guard alarm.encounter != nil else { return }
        try await look()
    }

    /// Reads the counters for whoever enumerates them next, and lets filters raise their events again.
    func updateStatistics(reset: Bool) async throws {
        alarm.take(try await pc.defenseReport(), reset: reset)
        guard reset else { return }
        try await change { state throws(DefenseRefusal) in state.settings.activation?.resetAt = Date() }
    }

    /// The counters as they were last read; as they are when nobody has.
    func statistics() async throws -> DefenseReport {
        if let taken = alarm.taken { return taken }
        return try await pc.defenseReport()
    }
}

extension Dictionary where Value: Equatable {
    /// What has to be written to make of the other dictionary this one.
    fileprivate func changes(from old: Self) -> [Key: Value?] {
        var changes: [Key: Value?] = [:]
        for (key, value) in self where old[key] != value { changes[key] = .some(value) }
        for key in old.keys where self[key] == nil { changes[key] = .some(nil) }
        return changes
    }
}
