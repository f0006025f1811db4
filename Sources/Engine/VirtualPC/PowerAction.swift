/// What one can ask the power button and the board for.
public enum PowerAction: String, Sendable, Codable, Hashable, CaseIterable {
    /// Switch on, or wake up from sleep.
    case on
    /// Cut the power.
    case offHard
    /// Ask the user OS to shut down.
    case offGraceful
    /// Press the reset button.
    case reset
    /// Ask the user OS to reboot.
    case resetGraceful
    /// Cut the power and switch on again.
    case cycle
    /// Ask the user OS to shut down, then switch on again.
    case cycleGraceful
    /// Suspend to memory.
    case sleep
    /// Suspend to disk.
    case hibernate
    /// Send a non-maskable interrupt, which makes most systems write a crash dump.
    case nmi

    /// The actions that make sense in a power state, in the order in which AMT lists them.
    ///
    /// What the user OS must do itself needs its agent, but for the power button, which it may hear without one.
    public static func available(
        in state: PowerState,
        agentConnected: Bool,
        canHibernate: Bool = false
    ) -> [PowerAction] {
        switch state {
        case .on:
            [.reset, .offHard, .cycle, .nmi]
                + (agentConnected ? [.sleep] + (canHibernate ? [.hibernate] : []) + [.resetGraceful] : [])
                + [.offGraceful, .cycleGraceful]
        case .sleep:
            [.offHard, .on, .cycle]
        case .offSoft, .offHard, .hibernated:
            [.on]
        }
    }

    /// Whether the action ends in a start from firmware.
    public var starts: Bool {
        switch self {
        case .on, .reset, .resetGraceful, .cycle, .cycleGraceful: true
        case .offHard, .offGraceful, .sleep, .hibernate, .nmi: false
        }
    }
}

/// Where the PC starts from.
public enum BootDevice: String, Sendable, Codable, Hashable, CaseIterable {
    case disk
    case cd
    case network
    /// A program that the firmware loads over HTTPS.
    case https
}
