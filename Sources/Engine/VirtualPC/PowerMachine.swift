/// What has become of the user OS's power, as a value: what happened goes in, what is to be told comes out.
public struct PowerMachine: Sendable, Hashable {
    /// Something that happened to the virtual machine of the user OS.
    public enum Input: Sendable, Hashable {
        /// It was started; its agent is to answer before the time is over.
        case started(deadline: ContinuousClock.Instant)
        /// It was found running, in the state that QEMU names; its agent is to answer before the time is over.
        case found(status: String, deadline: ContinuousClock.Instant)
        /// Its power is about to be cut by us.
        case cutting
        /// QEMU ended.
        case gone
        /// The guest switched itself off.
        case guestShutdown
        /// It was reset, by whomever; its agent is to answer before the time is over.
        case reset(deadline: ContinuousClock.Instant)
        case suspended
        /// The guest wrote itself to its disk and switches itself off.
        case hibernating
        case awake
        /// The guest opened or closed the agent's port.
        case agentPort(isOpen: Bool)
        case agentAnswered
        /// The kernel of the user OS said that it dies.
        case panicked
        /// The firmware found nothing to start.
        case nothingToBoot
        case tick(ContinuousClock.Instant)
    }

    /// The power state now.
    public private(set) var state: PowerState
    /// True while the agent answers.
    public private(set) var isAgentConnected = false
    /// True while the guest holds the agent's port open.
    public private(set) var isAgentPortOpen = false
    /// Why the last start did not come up.
    public private(set) var bootFailure: String?

    /// How the next end of QEMU is to be read.
    private var ending = PowerState.offHard
    private var bootDeadline: ContinuousClock.Instant?

    /// Creates a machine that is off in the given way.
    public init(off state: PowerState = .offHard) {
        self.state = state
    }

    /// Takes in what happened and returns what is to be told.
    public mutating func handle(_ input: Input) -> [PCEvent] {
        switch input {
        case .started(let deadline): return start(deadline)
        case .found(let status, let deadline): return find(status, deadline)
        case .cutting:
            ending = .offHard
            return []
        case .guestShutdown:
            ending = ending == .hibernated ? .hibernated : .offSoft
            return loseAgent()
        case .hibernating:
            ending = .hibernated
            return loseAgent()
        case .gone: return end()
        case .reset(let deadline): return reset(deadline)
        case .suspended: return loseAgent() + become(.sleep)
        case .awake: return become(.on)
        case .agentPort(let isOpen): return port(isOpen)
        case .agentAnswered: return agentAnswered()
        case .panicked: return panic()
        case .nothingToBoot: return fail("the firmware found no bootable device")
        case .tick(let now): return tick(now)
        }
    }

    private mutating func start(_ deadline: ContinuousClock.Instant) -> [PCEvent] {
        ending = .offHard
        isAgentPortOpen = false
        bootFailure = nil
        bootDeadline = deadline
        return loseAgent() + become(.on)
    }

    private mutating func find(_ status: String, _ deadline: ContinuousClock.Instant) -> [PCEvent] {
        bootDeadline = deadline
        return become(status == "suspended" ? .sleep : .on)
    }

    private mutating func end() -> [PCEvent] {
        isAgentPortOpen = false
        bootDeadline = nil
        return loseAgent() + become(ending)
    }

    /// Several resets may follow one press of the button; only the last counts. Firmware that finds nothing to start
    /// resets itself every minute, so a known failure stays known until the agent answers.
    private mutating func reset(_ deadline: ContinuousClock.Instant) -> [PCEvent] {
        bootDeadline = deadline
        isAgentPortOpen = false
        let events = loseAgent() + become(.on)
        return events.contains(.powerChanged(.on)) ? events : events + [.restarted]
    }

    private mutating func port(_ isOpen: Bool) -> [PCEvent] {
        isAgentPortOpen = isOpen
        return isOpen ? [] : loseAgent()
    }

    /// A dead kernel leaves its ports open; nobody is behind them.
    private mutating func panic() -> [PCEvent] {
        isAgentPortOpen = false
        bootDeadline = nil
        return loseAgent() + [.crashed]
    }

    private mutating func agentAnswered() -> [PCEvent] {
        guard !isAgentConnected, !state.isOff else {
            return []
        }
        isAgentConnected = true
        bootDeadline = nil
        bootFailure = nil
        return [.agentConnected]
    }

    private mutating func loseAgent() -> [PCEvent] {
        guard isAgentConnected else {
            return []
        }
        isAgentConnected = false
        return [.agentLost]
    }

    private mutating func become(_ new: PowerState) -> [PCEvent] {
        guard new != state else {
            return []
        }
        state = new
        return [.powerChanged(new)]
    }

    private mutating func tick(_ now: ContinuousClock.Instant) -> [PCEvent] {
        guard let bootDeadline, now >= bootDeadline, state == .on else {
            return []
        }
        return fail("the guest agent did not answer in time")
    }

    private mutating func fail(_ reason: String) -> [PCEvent] {
        guard bootDeadline != nil else {
            return []
        }
        bootDeadline = nil
        guard bootFailure != reason else {
            return []
        }
        bootFailure = reason
        return [.bootFailed(reason)]
    }
}
