package import ObjectManager
package import RemoteControl
import AMTSchema
package import NVRAM
import PacketPolicy
import Synchronization
package import VirtualPC

/// Watches the agents: keeps what consoles say of them, wakes up when one has stayed away, and does what is to be done.
package final class AgentKeeper: Sendable {
    /// The time that passes for agents.
    package struct Timer: Sendable {
        /// Milliseconds that only grow.
        let now: @Sendable () -> UInt64
        /// Returns at that time.
        let sleep: @Sendable (_ until: UInt64) async throws -> Void

        /// The machine's own.
        static var machine: Timer {
            let start = ContinuousClock.now
            return Timer {
                let (seconds, attoseconds) = (ContinuousClock.now - start).components
                return UInt64(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000)
            } sleep: { until in
                try await Task.sleep(until: start + .milliseconds(Int64(clamping: until)), clock: .continuous)
            }
        }
    }

    /// What the keeper does to the PC.
    package struct Hands: Sendable {
        /// Switches the policy that consoles have chosen for agents on or off.
        let setPolicy: @Sendable (Bool) async -> Void
        /// Presses the reset button.
        let reset: @Sendable () async -> Void

        /// Hands that reach the power button and System Defense.
        package static func of(_ hand: OwnHand, _ defense: DefenseControl) -> Hands {
            Hands { isEnabled in
                try? await defense.setEnabled(owner: .agentPresence, isEnabled)
            } reset: {
                try? await hand.press(.reset)
            }
        }
    }

    private struct Keeping {
        var presence: AgentPresence
        /// The earliest time for which somebody sleeps.
        var alarm: UInt64?
    }

    fileprivate static let key = "agentPresence"
    private let nvram: NVRAM
    private let journal: EventJournal
    private let timer: Timer
    private let hands: Hands
    private let keeping: Mutex<Keeping>
    private let alarms: AsyncStream<UInt64>
    private let setAlarm: AsyncStream<UInt64>.Continuation

    package init(nvram: NVRAM, journal: EventJournal, timer: Timer = .machine, hands: Hands) async throws(NVRAMError) {
        self.nvram = nvram
        self.journal = journal
        self.timer = timer
        self.hands = hands
        let definitions = try await nvram.setting(Self.key, as: AgentDefinitions.self) ?? AgentDefinitions()
        keeping = Mutex(Keeping(presence: AgentPresence(definitions)))
        (alarms, setAlarm) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// The agents as they are.
    var presence: AgentPresence { keeping.withLock { $0.presence } }

    /// Wakes up whenever time is up for an agent, until the surrounding task is cancelled.
    package func run(_ host: AgentPresence.Host) async {
        await follow(host)
        await withDiscardingTaskGroup { group in
            for await alarm in alarms {
                group.addTask {
                    guard (try? await self.timer.sleep(alarm)) != nil else { return }
                    await self.wake(alarm)
                }
            }
        }
    }

    /// Takes in how the PC is from now on.
    package func follow(_ host: AgentPresence.Host) async {
        await act { presence, now in presence.follow(host, now: now) }
    }

    /// Takes in what an agent says.
    func hear(_ word: @Sendable (inout AgentPresence, UInt64) -> AgentPresence.Answer) async -> AMT.AgentPresenceStatus
    {
        var status = AMT.AgentPresenceStatus.success
        await act { presence, now in
            let answer = word(&presence, now)
            status = answer.status
            return answer.outcomes
        }
        return status
    }

    /// Changes what consoles have said, and keeps it before the answer.
    func change(
        _ change: @Sendable (inout AgentPresence, UInt64) -> AMT.AgentPresenceStatus
    ) async throws(NVRAMError) -> AMT.AgentPresenceStatus {
        let status = try await nvram.change(self, at: timer.now(), change)
        plan()
        return status
    }

    /// The lock is held while the definitions are kept, so that nobody sees any that may not come to be.
    fileprivate func change(
        at now: UInt64,
        _ change: @Sendable (inout AgentPresence, UInt64) -> AMT.AgentPresenceStatus,
        keeping keep: (AgentDefinitions) throws(NVRAMError) -> Void
    ) throws(NVRAMError) -> AMT.AgentPresenceStatus {
        try keeping.withLock { keeping throws(NVRAMError) in
            var presence = keeping.presence
            let status = change(&presence, now)
            try keep(presence.definitions)
            keeping.presence = presence
            return status
        }
    }

    private func wake(_ alarm: UInt64) async {
        keeping.withLock { if $0.alarm == alarm { $0.alarm = nil } }
        await act { _, _ in [] }
    }

    /// What time has brought comes before what is said.
    private func act(_ word: (inout AgentPresence, UInt64) -> [AgentPresence.Outcome]) async {
        let now = timer.now()
        let outcomes = keeping.withLock { keeping in
            keeping.presence.advance(to: now) + word(&keeping.presence, now)
        }
        plan()
        for outcome in outcomes { await carryOut(outcome) }
    }

    /// Sleeps for the next deadline, unless somebody wakes up before it anyway.
    private func plan() {
        let alarm = keeping.withLock { keeping -> UInt64? in
            guard let next = keeping.presence.nextDeadline, next < keeping.alarm ?? .max else { return nil }
            keeping.alarm = next
            return next
        }
        if let alarm { setAlarm.yield(alarm) }
    }

    private func carryOut(_ outcome: AgentPresence.Outcome) async {
        switch outcome {
        case .log(let agent, let state):
            let text = "agent \(agent.text) is now \(state)"
            let number = UInt8(truncatingIfNeeded: state.rawValue)
            try? await journal.log(.agent(identifier: agent.bytes, state: number, text: text))
        case .policy(let policy): await hands.setPolicy(policy == .activate)
        case .reset:
            _ = try? await change { _, _ in .success }
            await hands.reset()
        }
    }
}

extension NVRAM {
    fileprivate func change(
        _ keeper: AgentKeeper,
        at now: UInt64,
        _ change: @Sendable (inout AgentPresence, UInt64) -> AMT.AgentPresenceStatus
    ) throws(NVRAMError) -> AMT.AgentPresenceStatus {
        try keeper.change(at: now, change) { definitions throws(NVRAMError) in
            guard try setting(AgentKeeper.key, as: AgentDefinitions.self) != definitions else { return }
            try set(definitions, for: AgentKeeper.key)
        }
    }
}

extension AgentPresence.Host {
    /// How a PC in this power state is for agents.
    package init(_ state: PowerState) {
        switch state {
        case .on: self = .on
        case .sleep: self = .asleep
        case .offSoft, .offHard, .hibernated: self = .off
        }
    }
}
